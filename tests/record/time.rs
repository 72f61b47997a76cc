//! Undo, redo, and the record as it stood on a past day.

use onrecord::model::{ClaimId, Grade};
use onrecord::ops::ask::{self, ClaimFilter, SourceFilter};
use onrecord::ops::resolve::{self, Thing};
use onrecord::ops::{AsOf, Error, check, correct, judge, show, source};
use onrecord::store::Store;

use crate::fixture::{at, log_story, session, store_with_story};

fn live(store: &Store, as_of: AsOf) -> Vec<ClaimId> {
    let claims = ask::claims(store, as_of, &ClaimFilter::default()).unwrap();
    claims.into_iter().map(|claim| claim.id).collect()
}

#[test]
fn each_correction_can_be_undone_and_redone() {
    type Step = fn(&mut Store, &[ClaimId]);
    let steps: [(&str, Step, usize); 5] = [
        ("reject", |store, ids| drop(judge::reject(store, &session(1), &ids[..1], None)), 2),
        ("reject all", |store, ids| drop(judge::reject(store, &session(1), ids, None)), 0),
        ("retract", |store, ids| drop(correct::retract(store, &session(1), ids[1], None)), 2),
        (
            "correct",
            |store, ids| drop(correct::correct(store, &session(1), ids[1], ids[0], None)),
            2,
        ),
        ("log", |store, _| drop(log_story(store, 1, "Fjord Herald")), 6),
    ];
    for (name, step, left) in steps {
        let (mut store, ids) = store_with_story();
        step(&mut store, &ids);
        assert_eq!(live(&store, None).len(), left, "{name}");
        correct::undo(&mut store, &session(2)).unwrap();
        assert_eq!(live(&store, None), ids, "{name}, undone");
        correct::redo(&mut store, &session(3)).unwrap();
        assert_eq!(live(&store, None).len(), left, "{name}, redone");
        correct::undo(&mut store, &session(4)).unwrap();
        assert_eq!(live(&store, None), ids, "{name}, undone again");
        // what was on record at each moment can still be asked
        let by_minute: Vec<usize> =
            (0..5).map(|minute| live(&store, Some(at(minute).into())).len()).collect();
        assert_eq!(by_minute, [3, left, 3, left, 3], "{name}");
        assert!(check::verify(&store, None).unwrap().is_sound(), "{name}");
    }
}

#[test]
fn undo_goes_back_step_by_step_to_nothing() {
    let (mut store, _) = store_with_story();
    log_story(&mut store, 1, "Fjord Herald");
    for left in [3, 0] {
        correct::undo(&mut store, &session(2)).unwrap();
        assert_eq!(live(&store, None).len(), left);
    }
    let nothing = correct::undo(&mut store, &session(3));
    assert!(matches!(nothing, Err(Error::NothingTo("undo"))));
    for left in [3, 6] {
        correct::redo(&mut store, &session(4)).unwrap();
        assert_eq!(live(&store, None).len(), left);
    }
    let nothing = correct::redo(&mut store, &session(5));
    assert!(matches!(nothing, Err(Error::NothingTo("redo"))));
}

#[test]
fn what_was_undone_can_be_logged_again() {
    let (mut store, ids) = store_with_story();
    correct::undo(&mut store, &session(1)).unwrap();
    assert!(live(&store, None).is_empty());
    let again = log_story(&mut store, 2, "Örland Post");
    assert_eq!((again.known, &again.new), (false, &ids));
    assert_eq!(live(&store, None), ids);
    assert_eq!(live(&store, Some(at(1).into())), []);
    assert_eq!(live(&store, Some(at(0).into())), ids);
    // and undoing that leaves nothing once more
    correct::undo(&mut store, &session(3)).unwrap();
    assert!(live(&store, None).is_empty());
    assert!(check::verify(&store, None).unwrap().is_sound());
}

#[test]
fn ids_of_what_is_undone_are_not_known() {
    let (mut store, ids) = store_with_story();
    correct::undo(&mut store, &session(1)).unwrap();
    let prefix = ids[0].to_string()[..12].parse().unwrap();
    assert!(matches!(resolve::claim(&store, None, &prefix), Err(Error::UnknownId(_))));
    assert_eq!(resolve::claim(&store, Some(at(0).into()), &prefix).unwrap(), ids[0]);
    let sources = ask::sources(&store, None, &SourceFilter::default()).unwrap();
    assert_eq!(sources.len(), 0);
    // its history is still there, marked
    let history = show::history(&store, None, Thing::Claim(ids[0])).unwrap();
    assert_eq!(history.iter().map(|one| one.undone).collect::<Vec<_>>(), [true]);
}

#[test]
fn the_latest_standing_judgement_counts() {
    let (mut store, ids) = store_with_story();
    let venn = resolve::source(&store, None, "Ida Venn").unwrap();
    let grade = |store: &Store, as_of| {
        ask::source(store, as_of, venn).unwrap().grade.map(|(grade, _)| grade)
    };
    source::grade(&mut store, &session(1), venn, Grade::B, None).unwrap();
    source::grade(&mut store, &session(2), venn, Grade::D, None).unwrap();
    assert!(!source::grade(&mut store, &session(3), venn, Grade::D, None).unwrap());
    assert_eq!(grade(&store, None), Some(Grade::D));
    assert_eq!(grade(&store, Some(at(1).into())), Some(Grade::B));
    assert_eq!(grade(&store, Some(at(0).into())), None);
    correct::undo(&mut store, &session(4)).unwrap();
    assert_eq!(grade(&store, None), Some(Grade::B));
    // accepting after rejecting
    judge::reject(&mut store, &session(5), &ids[..1], None).unwrap();
    assert_eq!(judge::accept(&mut store, &session(6), &ids[..1]).unwrap(), 1);
    assert_eq!(judge::accept(&mut store, &session(7), &ids[..1]).unwrap(), 0);
    assert_eq!(live(&store, None), ids);
}

#[test]
fn a_rehearsal_leaves_no_trace() {
    let (mut store, ids) = store_with_story();
    let rehearsal = session(1).dry_run(true);
    assert_eq!(judge::reject(&mut store, &rehearsal, &ids, None).unwrap(), 3);
    assert_eq!(live(&store, None), ids);
    assert_eq!(correct::operations(&store, None, None).unwrap().len(), 1);
}

#[test]
fn operations_alike_in_all_are_told_apart() {
    let (mut store, ids) = store_with_story();
    for id in &ids {
        correct::note(&mut store, &session(1), Thing::Claim(*id), "look").unwrap();
    }
    assert_eq!(correct::operations(&store, None, None).unwrap().len(), 4);
    correct::undo(&mut store, &session(2)).unwrap();
    let notes = |id| match show::show(&store, None, Thing::Claim(id)).unwrap() {
        show::Shown::Claim(shown) => shown.notes.len(),
        other => panic!("{other:?}"),
    };
    assert_eq!(ids.iter().map(|id| notes(*id)).collect::<Vec<_>>(), [1, 1, 0]);
}
