//! Laws of the whole room, and tables of whole comparisons.

mod denials;
mod meeting;

use proptest::prelude::*;

use super::*;
use crate::model::{Agreement, Stance};

fn read(text: &str) -> Statement {
    Statement::read(text, Stance::Asserts, None)
}

fn agreement(a: &str, b: &str) -> Agreement {
    compare(&read(a), &read(b)).agreement
}

pub(super) fn check(cases: &[(&str, &str, Agreement)]) {
    for (a, b, expected) in cases {
        assert_eq!(agreement(a, b), *expected, "{a} / {b}");
    }
}

#[test]
fn a_weekday_of_a_week_told_of_before_is_no_date() {
    let read = |text: &str| {
        Statement::read(text, Stance::Asserts, chrono::NaiveDate::from_ymd_opt(2031, 3, 28))
    };
    assert!(read("The notice went out at 17.20 on the Friday").dates.is_empty());
    assert_eq!(read("The notice went out at 17.20 on Friday").dates.len(), 1);
    assert_eq!(read("The notice went out on the Friday, 14 March").dates.len(), 1);
}

#[test]
fn a_sum_without_its_parts_denies_nothing() {
    assert!(read("The repair cost 90 million marks, not counting roads").negations.is_empty());
    assert!(!read("The repair did not cost 90 million marks").negations.is_empty());
}

#[test]
fn numbers() {
    use Agreement::{Agrees, Contradicts, Undecided, Unrelated};
    check(&[
        // bounds
        ("At least 40 miners were trapped", "42 miners were trapped", Agrees),
        ("Fewer than 30 miners were trapped", "42 miners were trapped", Contradicts),
        ("About 50,000 tents were sent", "48,000 tents were sent", Agrees),
        ("More than 6,000 tents were sent", "4,650 tents were sent", Contradicts),
        ("More than 100 tents were sent", "100 tents were sent", Agrees),
        ("Nearly 300 tents were sent", "290 tents were sent", Agrees),
        // words, scales and ranges
        ("A dozen miners were trapped", "Twelve miners were trapped", Agrees),
        ("Dozens of miners were trapped", "Three miners were trapped", Contradicts),
        ("40 people fled", "60 people sang", Undecided),
        ("The bridge cost 1.2 million marks", "The bridge cost 900,000 marks", Contradicts),
        ("The bridge cost 1 to 1.3 million marks", "The bridge cost 1.2 million marks", Agrees),
        ("The bridge cost $45.1 million", "The bridge cost $45 million", Agrees),
        // units
        ("The tunnel is 2 km long", "The tunnel is 2,000 metres long", Agrees),
        ("The tunnel is 2 km long", "The tunnel is 3 miles long", Contradicts),
        ("The dam is 40 percent full", "The dam is 60% full", Contradicts),
        ("The gate was shut at 2.41am", "The gate was shut at 04:10", Contradicts),
        ("Veld is the 3rd governor of Orlo", "Veld is the fifth governor of Orlo", Contradicts),
        // one role of one subject, in a sentence of its own
        (
            "Veld, who left for the sea in spring, was the 19th mayor",
            "Veld, a miller from the hills, was the 20th mayor",
            Contradicts,
        ),
        ("Veld's fifth novel sold well in Orlo", "Low Water is Veld's sixth novel", Undecided),
        // other things, other days, parts
        ("Nine of the 14 miners were freed", "14 miners were freed", Undecided),
        (
            "The Veld council counted noise at night",
            "The Orlo council counted noise at night",
            Undecided,
        ),
        ("Two women were freed", "Three people were freed", Undecided),
        ("40 miners were trapped in March 2021", "30 miners were trapped in May 2022", Undecided),
        ("40 miners were trapped", "The mine has 30 lamps", Unrelated),
        ("Up to 40 miners could be trapped", "60 miners were trapped", Undecided),
    ]);
}

#[test]
fn dates() {
    use Agreement::{Agrees, Contradicts, Refines, Undecided};
    check(&[
        ("The bridge opened on 3 May 2019", "The bridge opened in 2019", Agrees),
        ("The bridge opened on 3 May 2019", "The bridge opened in July 2019", Contradicts),
        ("The bridge was repaired in 2018", "The bridge was repaired in 2019", Undecided),
        // births, deaths and works
        ("Arno Veld was born in 1961", "Arno Veld was born on 4 May 1971", Contradicts),
        ("Arno Veld (4 May 1961 – 2 June 2020) was a miller", "Veld died in 2019", Contradicts),
        ("Arno Veld (born 4 May 1961) is a miller", "Arno Veld was born in May 1961", Refines),
        ("Low Water is a 1930 comedy by Arno Veld", "Low Water is a 1940 comedy", Contradicts),
        ("On 2 May 2019, the Orlo bridge opened", "The Orlo bridge opened in 2018", Contradicts),
        ("Arno Veld was born in May", "Arno Veld (born 4 June 1961) is a miller", Contradicts),
        (
            "Arno Veld (4 May 1961 – 2 June 2020), or Bo Holm, was a miller",
            "Holm died in 2019",
            Contradicts,
        ),
        ("Arno Veld married Mira Sund in 1981", "Veld and Sund married in 1983", Contradicts),
        ("The Orlo mill closed permanently in 1981", "The Orlo mill closed in 1983", Contradicts),
        // another wife, another film
        ("Arno Veld married Mira Sund in 1981", "Arno Veld married Ane Holm in 1983", Undecided),
        ("Arno Veld released a film in 1981", "Arno Veld released Low Water in 1983", Undecided),
        // decades, a month alone, what stands between
        ("Arno Veld was born in the 1950s", "Arno Veld was born in 1948", Contradicts),
        ("Arno Veld was born in the 1950's", "Arno Veld was born in 1958", Undecided),
        ("Arno Veld was born in the 1900's", "Arno Veld was born in 1958", Undecided),
        (
            "Low Water was released in Orlo on 8 May 2005",
            "Low Water was released in June",
            Contradicts,
        ),
        (
            "Low Water was first printed, and published by Sund & Holm in 1843",
            "Low Water was published in 1844",
            Contradicts,
        ),
        // somebody else, something else, no date at all
        ("Arno Veld was born in 1961", "Mira Sund was born in 1971", Undecided),
        ("Arno Veld was born in 1961", "Arno Veld left Orlo in 1971", Undecided),
        ("The Orlo bridge opened before 2019", "The Orlo bridge opened in 2018", Undecided),
    ]);
}

#[test]
fn what_numbers_are_about() {
    use Agreement::{Contradicts, Undecided};
    check(&[
        ("The Orlo plant makes 40 tonnes a day", "The Orlo plant makes 900 tonnes", Undecided),
        ("Arno Veld paid 40 marks", "Mira Sund paid 60 marks", Undecided),
        ("The dam let 300 litres a second out", "The dam let 900 litres out", Undecided),
        ("The sea rose by 20 cm in Orlo", "The sea will rise by 90 cm in Orlo", Undecided),
        ("The sea rose by 20 cm in Orlo", "The sea rose by 90 cm in Orlo", Contradicts),
        // the time of something else; the time of the number
        (
            "The Orlo choir is a choir of seven singers which formed in 2010",
            "The Orlo choir is a choir of nine singers which toured in 2018",
            Contradicts,
        ),
        (
            "The Orlo choir had seven singers in 2010",
            "The Orlo choir had nine singers in 2018",
            Undecided,
        ),
    ]);
}

#[test]
fn opposites_of_unknowns() {
    use Agreement::{Contradicts, Undecided};
    check(&[
        ("A hall in Orlo is full", "A hall in Orlo is empty", Contradicts),
        ("A young guard sits on a red bench", "A guard stands on a bench", Contradicts),
        ("A guard sits on a bench", "A guard stands on a bench", Undecided),
        // told in other words, it is one scene
        (
            "A small crowd waits at the old mill",
            "Twenty miners, a large crowd, gathered and wait at the mill",
            Contradicts,
        ),
    ]);
}

#[test]
fn sides_of_a_quality() {
    use Agreement::{Contradicts, Refines, Undecided};
    check(&[
        ("The guard led a black dog to the gate", "The guard led a white dog", Contradicts),
        ("The dog was black", "The white dog was at the gate", Contradicts),
        ("The black and white dog ran", "The black dog ran", Refines),
        ("The guard in a blue shirt wore a red apron", "The guard wore a red shirt", Contradicts),
        ("The guard walks inside", "The guard walks on the street", Contradicts),
        ("The guard walks past the shop", "The guard walks outside", Undecided),
        ("The guard walks inside the street tunnel", "The guard walks on the street", Refines),
        // two unknown dogs, side by side
        ("A black dog barked", "A white dog barked", Undecided),
    ]);
}

#[test]
fn nations_and_sorts() {
    use Agreement::{Agrees, Contradicts, Refines, Undecided, Unrelated};
    check(&[
        ("Low Water is a 1930 French comedy film", "Low Water is a Danish film", Contradicts),
        ("Low Water is a French and Danish film", "Low Water is a Danish film", Agrees),
        ("Arno Veld fled to South Korea", "Arno Veld fled to New Zealand", Contradicts),
        ("Arno Veld is a former Danish miner", "Arno Veld is only French", Contradicts),
        ("Orling began in Denmark", "Orling is a dance beginning from France", Contradicts),
        ("Orlo is a real place", "Orlo is the fictional place of a novel", Contradicts),
        ("Orlo is a small town on the Merle", "Orlo is a river", Contradicts),
        ("Low Water is a film series", "Low Water is a series", Refines),
        // somebody else; not one place in the sentence; nobody named
        ("Mira Sund is a Danish painter", "Arno Veld is a French painter", Unrelated),
        ("Arno Veld left France", "Arno Veld plays in Denmark", Undecided),
        ("Arno Veld runs a mill in France", "Arno Veld burnt a mill in Denmark", Undecided),
        ("It is a Danish film", "Low Water is a French film", Undecided),
    ]);
}

#[test]
fn kinds_of_things() {
    use Agreement::{Agrees, Refines, Undecided};
    check(&[
        ("A dog slept in the boat", "An animal slept in the boat", Agrees),
        ("A grey dog slept in the boat of a clerk", "An animal slept in the boat", Refines),
        ("A dog slept in the boat", "A cat slept in the boat", Undecided),
    ]);
}

#[test]
fn opposites_and_names() {
    use Agreement::{Contradicts, Undecided};
    check(&[
        ("The ministry accepted the plan", "The ministry rejected the plan", Contradicts),
        ("A man is sitting by the sea", "A man is standing by the sea", Undecided),
        ("The mill is owned by Arno Veld", "Mira Sund owns the mill", Contradicts),
        ("The mill is owned by Arno Veld", "The mill is owned by Arne Veld", Undecided),
        ("Veld bought the mill in Orlo", "Veld sold the mill in Tarn", Undecided),
        ("The guards at Orlo were armed", "The guards at Orlo were unarmed", Contradicts),
        // who made a work that both name
        (
            "Low Water is the third album by the Danish singer Ane Holm",
            "Low Water is an album by Arno Veld",
            Contradicts,
        ),
        ("Ane Holm wrote an album by Low Water", "There is an album by Arno Veld", Undecided),
    ]);
}

#[test]
fn stance() {
    use Agreement::{Agrees, Contradicts, Undecided};
    let said = "The guard opened the gate";
    let with = |stance| compare(&read(said), &Statement::read(said, stance, None)).agreement;
    let all = Stance::ALL.map(with);
    let expected =
        [Agrees, Contradicts, Agrees, Undecided, Agrees, Undecided, Undecided, Undecided];
    assert_eq!(all, expected);
}

#[test]
fn candidates_of_many_copies_stay_few() {
    let copies: Vec<_> =
        (0..10_000).map(|n| read(&format!("Gate {n} of the Orlo dam was opened"))).collect();
    let pairs = candidates(&copies);
    assert!(pairs.len() >= 9_999 && pairs.len() < 400_000, "{}", pairs.len());
}

#[test]
fn a_denial_in_words_of_its_own_is_taken_at_its_words() {
    let denied = Statement::read("There was no fire in the mill", Stance::Denies, None);
    assert_eq!(
        compare(&denied, &read("There was a fire in the mill")).agreement,
        Agreement::Contradicts
    );
    assert_eq!(
        compare(&denied, &read("There was no fire in the mill")).agreement,
        Agreement::Agrees
    );
}

#[test]
fn new_statements_meet_old_ones_and_the_index_forgets_nothing() {
    let mut index = Index::new();
    assert!(index.add(&read("The Orlo bridge was closed by the storm")).is_empty());
    assert!(index.add(&read("Bakers in Tarn want a rise")).is_empty());
    let late = read("A storm closed the bridge at Orlo");
    assert_eq!(index.find(&late), [0]);
    assert_eq!(index.add(&late), [0]);
    assert_eq!(index.len(), 3);
}

#[test]
fn rules_have_names_of_their_own_and_weights_within_one() {
    let names: std::collections::BTreeSet<_> = RULES.iter().map(|rule| rule.name).collect();
    assert_eq!(names.len(), RULES.len());
    assert!(RULES.iter().all(|rule| rule.weight != 0.0 && rule.weight.abs() <= 1.0));
}

#[test]
fn one_of_two_equal_numbers_is_chosen_alike_from_both_sides() {
    let (a, b) = (read("h.10 10"), read("h.0 1"));
    let (one, other) = (compare(&a, &b), compare(&b, &a));
    assert_eq!(one.agreement, other.agreement);
    let turned = other.evidence.into_iter().map(|e| (e.rule, e.weight, e.b, e.a));
    let straight = one.evidence.into_iter().map(|e| (e.rule, e.weight, e.a, e.b));
    assert!(straight.eq(turned));
}

proptest! {
    #[test]
    fn comparison_is_symmetric(a in "[a-z0-9 ,.not]{0,60}", b in "[a-z0-9 ,.not]{0,60}") {
        let (a, b) = (read(&a), read(&b));
        let (one, other) = (compare(&a, &b), compare(&b, &a));
        prop_assert_eq!(one.agreement, other.agreement);
        let turned: Vec<_> = other.evidence.into_iter().map(|e| (e.rule, e.weight, e.b, e.a)).collect();
        let straight: Vec<_> = one.evidence.into_iter().map(|e| (e.rule, e.weight, e.a, e.b)).collect();
        prop_assert_eq!(straight, turned);
    }

    #[test]
    fn a_statement_never_contradicts_itself(text in any::<String>()) {
        let statement = read(&text);
        prop_assert_ne!(compare(&statement, &statement).agreement, Agreement::Contradicts);
    }

    #[test]
    fn any_two_texts_can_be_compared(a in any::<String>(), b in any::<String>()) {
        let (a, b) = (read(&a), read(&b));
        prop_assert_eq!(compare(&a, &b).agreement, compare(&b, &a).agreement);
        let _ = (a.sum(), candidates(&[a.clone(), b, a]));
    }

    #[test]
    fn numbers_of_any_size_are_read(digits in "[0-9]{1,400}", unit in "( million| billion| km|%| and 3| to 9)?") {
        let _ = compare(&read(&format!("{digits}{unit} were sold")), &read("9 were sold"));
    }

    #[test]
    fn what_cannot_be_is_compared_alike_from_both_sides(
        a in ODD, b in ODD, c in ODD, day in 0u32..99, year in 0u32..99_999
    ) {
        let one = format!("Veld ({day} May {year} – {a} June {b}), {c}, was a {a} {b} town in {c}?");
        let other = format!("Was Veld born on {day}/{day}/{year} or in {b}? No {c} and {a} {b} were");
        let (one, other) = (read(&one), read(&other));
        prop_assert_eq!(compare(&one, &other).agreement, compare(&other, &one).agreement);
        prop_assert_ne!(compare(&one, &one).agreement, Agreement::Contradicts);
        prop_assert_ne!(compare(&other, &other).agreement, Agreement::Contradicts);
    }
}

/// Numbers out of range, soups of units, dates that cannot be, words of the lists out of place.
const ODD: &str = "(1e999|-0|9{400}|31 February 2019|99th|½%|kg km \\$|June|American|South|river|\
                   black|white|inside|street|not|no|married|a|\\(|\\)\\)|\\?|yet to|1970s|nineteen|){1,4}";
