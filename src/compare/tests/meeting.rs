//! What two statements say to each other depends on how they met.

use super::read;
use crate::compare::{Met, compare_met};
use crate::model::Agreement::{self, Agrees, Contradicts, Undecided, Unrelated};

fn met(a: &str, b: &str) -> [Agreement; 3] {
    [Met::Asked, Met::InOneStory, Met::Anywhere]
        .map(|met| compare_met(&read(a), &read(b), met).agreement)
}

#[test]
fn words_of_any_talk_are_no_common_ground() {
    for (a, b, asked) in [
        ("It is not a good idea", "It is a good idea", Contradicts),
        ("People are happy", "People are happy", Agrees),
        ("We were told the truth", "We were told the truth", Agrees),
    ] {
        assert_eq!(met(a, b), [asked, Unrelated, Unrelated], "{a} / {b}");
    }
}

#[test]
fn one_telling_word_is_enough_in_one_story_only() {
    let pair = ("Nobody is missing", "Two workers of the mill are missing");
    assert_eq!(met(pair.0, pair.1), [Contradicts, Contradicts, Unrelated]);
}

#[test]
fn what_is_told_in_few_statements_is_common_ground_anywhere() {
    for (a, b) in [
        ("The gate at Tarrow was open", "The gate at Tarrow was not open"),
        ("Fourteen workers were treated for smoke", "Nine workers were treated for smoke"),
        // a word and a measure
        ("The harbour wall moved 40 millimetres", "The wall had moved 90 millimetres"),
    ] {
        assert_eq!(met(a, b), [Contradicts; 3], "{a} / {b}");
    }
}

#[test]
fn what_is_shared_by_far_sentences_is_no_common_ground() {
    let a = "The lock was dry. The ferry sails at noon. It has no crew";
    let b = "A crew sat in the bar. A lock of hair lay on the ferry. They sang";
    assert_eq!(met(a, b)[2], Unrelated);
}

#[test]
fn what_is_denied_first_must_be_said_where_nobody_asks() {
    let a = "He does not kneel before the altar of Tarrow mill";
    let b = "He stands before the altar of Tarrow mill";
    assert_ne!(met(a, b)[1], Contradicts);
    let apart = ("The talk was of the ferry, not the Tarrow mill owner", "The Tarrow mill is dry");
    assert_ne!(met(apart.0, apart.1)[1], Contradicts);
}

#[test]
fn one_person_denies_nothing_of_others_and_a_question_or_a_name_says_nothing() {
    for (a, b) in [
        ("I can't row the Tarrow ferry", "They will row the Tarrow ferry"),
        ("He would not row the Tarrow ferry", "Most rowers would row the Tarrow ferry"),
        ("She did not row the Tarrow ferry", "Who rowed the Tarrow ferry?"),
        ("There is no ferry at Tarrow mill", "the ferry at Tarrow mill"),
    ] {
        assert_eq!(met(a, b)[0], Contradicts, "{a} / {b}");
        assert_ne!(met(a, b)[1], Contradicts, "{a} / {b}");
    }
    for (a, b) in [
        ("I did not row the Tarrow ferry", "Orm rowed the Tarrow ferry"),
        ("I don't think that the Tarrow ferry sank", "They say the Tarrow ferry sank"),
        ("He did not know that the Tarrow mill burned", "He knew that the Tarrow mill burned"),
    ] {
        assert_eq!(met(a, b), [Contradicts; 3], "{a} / {b}");
    }
}

#[test]
fn what_is_taken_as_true_is_not_denied_and_what_is_called_false_is() {
    let mill = "The Tarrow mill burned";
    assert_ne!(met("He failed to understand that the Tarrow mill burned", mill)[0], Contradicts);
    assert_eq!(
        met("There is an unfounded belief that the Tarrow mill burned", mill)[0],
        Contradicts
    );
    assert_eq!(met("The mill did not ‘burn at Tarrow’", mill)[0], Contradicts);
}

#[test]
fn a_name_words_here_and_there_and_what_will_be_agree_with_nothing() {
    for (a, b) in [
        ("The Tarrow mill opened", "the opening of the Tarrow mill"),
        ("The Tarrow mill opened", "The Tarrow mill will open"),
        (
            "The mill at Tarrow sank",
            "The mill stands where the old road comes down to the sea and past Tarrow, and it sank",
        ),
    ] {
        let [asked, .., anywhere] = met(a, b);
        assert!(matches!(asked, Agrees | Agreement::Refines), "{a} / {b}: {asked}");
        assert_eq!(anywhere, Undecided, "{a} / {b}");
    }
}

#[test]
fn questions_requests_and_degrees_deny_nothing() {
    for (a, b) in [
        ("The Tarrow vote must not happen", "The Tarrow vote will happen"),
        ("I don't know, the Tarrow mill is far", "We know the Tarrow mill"),
        ("I don't know that the mill burned", "They know the mill"),
        ("They decided what is not a mill", "They decided that it is a mill"),
        ("Orm campaigned where there are no mills", "Orm campaigned at the mills"),
        ("The ferry was not tested in a way that counts", "The ferry was tested"),
        ("Some 55 percent said the ferry will not sink", "The ferry will sink"),
        ("They have nothing to do with the Tarrow mill", "They own the Tarrow mill"),
        ("No other guard at Tarrow is ill", "A guard at Tarrow is ill"),
        ("Why is Orm not wearing the mill helmet?", "Orm was wearing the mill helmet"),
        ("Don't sink the Tarrow ferry!", "They sink the Tarrow ferry"),
        ("The guard was not treated as kindly", "The guard was treated"),
        ("Nobody rowed the ferry better", "The guard rowed the ferry"),
    ] {
        assert_ne!(met(a, b)[0], Contradicts, "{a} / {b}");
    }
    assert_eq!(met("They don't sink the ferry", "They sink the ferry")[0], Contradicts);
    assert_eq!(met("The guard may be ill", "The guard is not ill")[0], Undecided);
}
