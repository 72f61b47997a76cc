//! Claims of a story, with and without the words around them.

use super::*;
use crate::model::Stance;
use proptest::prelude::*;

fn told(claim: &str, around: &str, document: usize, place: usize) -> Told {
    let read = |text: &str| Statement::read(text, Stance::Asserts, None);
    Told { claim: read(claim), around: read(around), speakers: read(""), document, place }
}

fn grouped(told: &[Told]) -> Vec<Vec<usize>> {
    propositions(told, &[], &Judged::default())
}

#[test]
fn the_sentence_says_what_the_claim_leaves_out() {
    let story = [
        told("nine barges sank", "The mayor said nine barges sank in the Tarrow lock.", 0, 10),
        told(
            "it was eleven",
            "Of the barges that sank in the Tarrow lock, she said it was eleven.",
            1,
            10,
        ),
        told(
            "the toll is unpaid",
            "Skippers say the toll is unpaid since spring at the Tarrow weir.",
            1,
            90,
        ),
    ];
    let groups = grouped(&story);
    assert!(groups.contains(&vec![0, 1]), "{groups:?}");
    assert!(groups.contains(&vec![2]), "{groups:?}");
}

#[test]
fn a_claim_without_words_of_its_own_points_back() {
    let story = [
        told("nine barges sank in the lock", "Nine barges sank in the lock, she said.", 0, 10),
        told("that count", "A diver echoed that count.", 0, 60),
    ];
    assert_eq!(grouped(&story), [vec![0, 1]]);
}

#[test]
fn what_people_said_goes_before_likeness() {
    let story = [
        told("nine barges sank", "Nine barges sank.", 0, 10),
        told("nine barges sank", "Nine barges sank.", 1, 10),
        told("the toll is unpaid", "The toll is unpaid.", 1, 60),
    ];
    let judged = Judged { together: vec![(0, 2)], apart: vec![(0, 1)], near: Vec::new() };
    assert_eq!(propositions(&story, &[], &judged), [vec![0, 2], vec![1]]);
}

proptest! {
    #[test]
    fn order_does_not_matter(
        words in prop::collection::btree_set("[a-f]{3,6} [a-f]{3,6} [a-f]{3,6}", 1..12),
        turn in any::<prop::sample::Index>(),
    ) {
        let words: Vec<String> = words.into_iter().collect();
        let all: Vec<Told> = words.iter().enumerate().map(|(at, w)| told(w, w, at % 3, at)).collect();
        let by = turn.index(all.len());
        let mut turned = all.clone();
        turned.rotate_left(by);
        let mut back: Vec<Vec<usize>> = grouped(&turned)
            .into_iter()
            .map(|set| set.into_iter().map(|at| (at + by) % all.len()).collect())
            .collect();
        back.iter_mut().for_each(|set: &mut Vec<usize>| set.sort_unstable());
        back.sort_unstable();
        prop_assert_eq!(back, grouped(&all));
    }
}
