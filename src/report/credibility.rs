//! A suggested credibility, 1 to 6 of the Admiralty code, by written rules with reasons.
//!
//! The rules, the first that fits:
//!
//! - 6 cannot be judged: nobody takes a side, or one origin alone does and has no name.
//! - 5 improbable: all who said it took it back, or two more independent origins contradict it
//!   than support it.
//! - 4 doubtful: as many independent origins contradict it as support it, or more.
//! - 3 possibly true: one named origin, or fewer origins against it than for it.
//! - 1 confirmed: two independent origins or more, nobody against, and a person confirmed that
//!   they corroborate each other.
//! - 2 probably true: two independent origins or more and nobody against.
//!
//! A claim has the grade of its side: the origins that say the same. A withdrawn claim is 5; one
//! that fell with another, or takes no side, is 6. The grade of a proposition is that of the side
//! with most origins. Independence is assumed from the documents, so
//! the program alone never suggests 1.

use super::build::{Desk, Draft};
use super::sides::{Board, apart};
use super::{ClaimLine, Credibility};
use crate::model::{Relation, RelationStatus};

/// What the rules look at.
struct Stand {
    supporters: usize,
    opponents: usize,
    named: bool,
    taken_back: bool,
    confirmed: bool,
}

/// Suggests the credibility of each side, in their order.
pub(super) fn of_sides(desk: &Desk<'_>, draft: &Draft, board: &Board) -> Vec<Credibility> {
    let confirmed = is_confirmed(desk, draft);
    let sides = board.sides.iter().zip(&board.opposed);
    sides.map(|(side, opposed)| of_side(desk, draft, (side, opposed), confirmed)).collect()
}

/// The credibility of the side with most origins.
pub(super) fn of_largest(draft: &Draft, board: &Board, of_sides: &[Credibility]) -> Credibility {
    let sides = board.sides.iter().zip(of_sides);
    let largest = sides.max_by_key(|(side, _)| (apart(draft, side), side.len()));
    let nobody = || grade(6, vec!["nobody asserts or denies it".to_owned()]);
    largest.map_or_else(nobody, |(_, credibility)| credibility.clone())
}

/// The credibility of one claim of an origin: that of the origin's side, unless it is gone.
pub(super) fn of_claim(line: &ClaimLine, of_origin: &Credibility) -> Credibility {
    match &line.withdrawn {
        Some(how) if how.starts_with("fell with") => {
            grade(6, vec![format!("it {how}: nothing is left to judge it by")])
        }
        Some(how) => grade(5, vec![format!("it was withdrawn ({how})")]),
        None => of_origin.clone(),
    }
}

/// The credibility of a claim that takes no side.
pub(super) fn silent(line: &ClaimLine) -> Credibility {
    grade(6, vec![format!("{} {}: that takes no side", line.source, line.stance)])
}

fn of_side(
    desk: &Desk<'_>,
    draft: &Draft,
    (side, opposed): (&[usize], &[usize]),
    confirmed: bool,
) -> Credibility {
    let groups = || side.iter().map(|&at| &draft.origins.groups[at]);
    judge(&Stand {
        supporters: apart(draft, side),
        opponents: apart(draft, opposed),
        named: groups().any(|group| group.claims.iter().any(|&claim| is_named(desk, claim))),
        taken_back: groups().all(|group| group.withdrawn),
        confirmed,
    })
}

fn is_named(desk: &Desk<'_>, claim: usize) -> bool {
    let origin = desk.from.claims[claim].claim.origin();
    origin.is_some_and(|link| !link.source.kind.is_unnamed())
}

fn is_confirmed(desk: &Desk<'_>, draft: &Draft) -> bool {
    draft.relations.iter().any(|&at| {
        let record = &desk.from.relations[at];
        let by_person =
            matches!(record.status, RelationStatus::Confirmed(_) | RelationStatus::Stated(_));
        by_person && record.relation == Relation::Corroborates
    })
}

fn judge(stand: &Stand) -> Credibility {
    let Stand { supporters, opponents, .. } = *stand;
    let for_it = origins(supporters, "supports it", "support it");
    let against = origins(opponents, "contradicts it", "contradict it");
    if stand.taken_back {
        return grade(5, vec!["all who said it took it back".to_owned()]);
    }
    if supporters <= 1 && !stand.named && opponents == 0 {
        return grade(6, vec!["one unnamed origin alone: nothing to judge it by".to_owned()]);
    }
    if opponents >= supporters + 2 {
        return grade(5, vec![for_it, against]);
    }
    if opponents >= supporters {
        return grade(4, vec![for_it, against]);
    }
    if opponents > 0 {
        return grade(3, vec![for_it, against]);
    }
    match (supporters, stand.confirmed) {
        (0 | 1, _) => grade(3, vec!["one origin, named and uncontradicted, but alone".to_owned()]),
        (_, true) => grade(1, vec![for_it, "a person confirmed the corroboration".to_owned()]),
        (_, false) => grade(
            2,
            vec![
                for_it,
                "nobody contradicts it".to_owned(),
                "independence is assumed from the documents, not confirmed by a person".to_owned(),
            ],
        ),
    }
}

fn origins(count: usize, one: &str, many: &str) -> String {
    match count {
        0 => format!("no independent origin surely {one}"),
        1 => format!("1 independent origin {one}"),
        _ => format!("{count} independent origins {many}"),
    }
}

fn grade(grade: u8, reasons: Vec<String>) -> Credibility {
    let meaning = match grade {
        1 => "confirmed by other independent sources",
        2 => "probably true",
        3 => "possibly true",
        4 => "doubtful",
        5 => "improbable",
        _ => "cannot be judged",
    };
    Credibility { grade, meaning, reasons }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_rule_that_fits_gives_the_grade() {
        let stand = |supporters, opponents, named, taken_back, confirmed| {
            judge(&Stand { supporters, opponents, named, taken_back, confirmed }).grade
        };
        assert_eq!(stand(1, 0, false, false, false), 6);
        assert_eq!(stand(0, 0, true, true, false), 5);
        assert_eq!(stand(1, 3, true, false, false), 5);
        assert_eq!(stand(2, 2, true, false, true), 4);
        assert_eq!(stand(1, 0, true, false, false), 3);
        assert_eq!(stand(3, 1, true, false, true), 3);
        assert_eq!(stand(2, 0, true, false, false), 2);
        assert_eq!(stand(2, 0, true, false, true), 1);
    }
}
