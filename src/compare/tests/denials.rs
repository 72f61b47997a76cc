//! Tables of what one side denies and the other says.

use super::check;
use crate::model::Agreement;

#[test]
fn negation() {
    use Agreement::{Agrees, Contradicts, Refines, Undecided};
    check(&[
        ("The gate was open", "The gate was not open", Contradicts),
        ("Nobody opened the gate", "A guard opened the gate", Contradicts),
        ("The guard failed to open the gate", "The guard opened the gate", Contradicts),
        // which one, not whether
        (
            "It came from the well by the mill",
            "It came from the pit, not the one by the mill",
            Undecided,
        ),
        // possibility and plan take nothing back
        ("The guard may have opened the gate", "The guard did not open the gate", Undecided),
        ("The guard agreed to open the gate", "The guard did not open the gate", Undecided),
        // other things, other subjects
        ("The guard opened the gate", "The driver did not open the hatch", Undecided),
        ("The guard played a flute", "The guard did not play a guitar", Undecided),
        // who denies a kind denies no more than that
        ("The guard ate a tomato", "The guard did not eat a vegetable", Contradicts),
        ("The guard ate a vegetable", "The guard did not eat a tomato", Undecided),
        ("The guard played a flute", "The guard did not play an instrument", Contradicts),
        ("The guard eats in the boat", "The woman does not eat in the boat", Undecided),
        ("The lake is poor", "The lake is not rich", Undecided),
        // nobody in particular may be anybody
        ("Ferrymen rode the grey horse", "A number of people did not ride a horse", Contradicts),
        ("A ferryman rode a horse down", "A young clerk did not ride a horse", Contradicts),
        ("A ferryman rode a horse down", "The young clerk did not ride a horse", Undecided),
        // what is denied of all, and of what may be more than is said
        ("A guard stood at the grey gate", "No guard slept in a boat at the gate", Undecided),
        // of another time; of somebody, or "without", before a verb
        ("The mill closed in 1981", "The mill did not close in 1966", Undecided),
        ("Guards with no badge opened the gate", "They did not open the gate", Contradicts),
        // a clause of its own after "and"
        ("There is no fire and the guards are well", "The guards are well", Refines),
        ("The guard has yet to open the gate", "The guard opened the gate", Contradicts),
        // too little in common
        ("No crates in there", "Of the goods in the shed 40 were crates of flour", Undecided),
        // what is said of what is said
        (
            "The report that the guard opened the gate is false",
            "The guard opened the gate",
            Contradicts,
        ),
        (
            "Veld dismissed the claim that the guard opened the gate",
            "The guard opened the gate",
            Contradicts,
        ),
        ("Zero guards opened the gate", "Three guards opened the gate", Contradicts),
        // both deny it, though one has the word twice
        ("A guard in a cap for swimming is not swimming", "The guard did not swim", Undecided),
        // no denial at all
        ("No clear proof says that a guard opened the gate", "A guard opened the gate", Refines),
        ("Not only the guard opened the gate", "The guard opened the gate", Agrees),
        ("Orlo school is No. 4 on the list", "Orlo school is on the list", Agrees),
        ("Orlo never ranked higher than 50", "Orlo ranked 60", Undecided),
        ("The wind was barely enough to move the mill", "The wind moved the mill", Refines),
    ]);
}

#[test]
fn what_is_denied_in_part() {
    use Agreement::{Contradicts, Refines, Undecided};
    check(&[
        // nothing but where, or when
        ("Such a storm does not happen in Orlo", "A 1938 storm struck Orlo", Undecided),
        ("The frost was not wide when the settlers came", "A wide frost came", Undecided),
        // what goes on behind a comma may be denied too
        ("The guard is not on the pier, fishing", "The guard is not fishing", Refines),
        ("The guard is on the pier, fishing", "The guard is not fishing", Contradicts),
        // elsewhere
        ("The guard is not standing in a restaurant", "The guard stands in the subway", Undecided),
    ]);
}

#[test]
fn questions_with_their_answers() {
    use Agreement::{Contradicts, Refines};
    check(&[
        ("Was the gate at Orlo opened? No.", "The gate at Orlo was opened", Contradicts),
        ("Was the gate at Orlo opened? Yes.", "The gate at Orlo was opened", Refines),
        ("When was the Orlo bridge opened? 1990.", "The Orlo bridge opened in 1985", Contradicts),
        ("How many miners were trapped in Orlo? 40", "60 miners were trapped in Orlo", Contradicts),
        (
            "Was Veld in Orlo? Yes. Was the gate at Orlo opened? No",
            "The gate at Orlo was opened",
            Contradicts,
        ),
        ("Was the gate at Orlo opened. No", "The gate at Orlo was opened", Contradicts),
        (
            "Who closed it? Veld Was the gate at Orlo opened? False",
            "The gate at Orlo was opened",
            Contradicts,
        ),
        // not an answer
        ("Was the gate at Orlo opened? No one knows.", "The gate at Orlo was opened", Refines),
    ]);
}
