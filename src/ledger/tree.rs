//! The Merkle tree of RFC 6962, and the paths through it.

use crate::model::ContentHash;

/// Returns the hash of a leaf: SHA-256 of 0x00 and the entry.
pub fn leaf(entry: &[u8]) -> ContentHash {
    ContentHash::of_both(&[0], entry)
}

/// Returns the hash of a node: SHA-256 of 0x01, the left child and the right one.
pub fn node(left: &ContentHash, right: &ContentHash) -> ContentHash {
    let mut bytes = [1; 65];
    bytes[1..33].copy_from_slice(left.as_bytes());
    bytes[33..].copy_from_slice(right.as_bytes());
    ContentHash::of(&bytes)
}

/// Returns the root of the tree without leaves: the SHA-256 of nothing.
pub fn empty_root() -> ContentHash {
    ContentHash::of(b"")
}

/// The right edge of a growing tree: the roots of its complete subtrees, the largest first.
#[derive(Clone, Debug, Default)]
pub struct Edge {
    size: u64,
    roots: Vec<ContentHash>,
}

impl Edge {
    /// Adds a leaf; tells the height and root of every subtree of two leaves or more that it
    /// completes, the lowest first.
    pub fn push(&mut self, leaf: ContentHash, mut complete: impl FnMut(u32, ContentHash)) {
        let mut hash = leaf;
        self.size += 1;
        for height in 1..=self.size.trailing_zeros() {
            let left = self.roots.pop().expect("there is a root for every bit of the size");
            hash = node(&left, &hash);
            complete(height, hash);
        }
        self.roots.push(hash);
    }

    /// Returns how many leaves there are.
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Returns the root of the tree as it stands.
    pub fn root(&self) -> ContentHash {
        let joined = self.roots.iter().rev().copied().reduce(|right, left| node(&left, &right));
        joined.unwrap_or_else(empty_root)
    }
}

impl FromIterator<ContentHash> for Edge {
    fn from_iter<I: IntoIterator<Item = ContentHash>>(leaves: I) -> Self {
        let mut edge = Self::default();
        leaves.into_iter().for_each(|leaf| edge.push(leaf, |_, _| ()));
        edge
    }
}

/// Where the left half of a tree of `size` leaves ends: at the largest power of two below it.
const fn half(size: u64) -> u64 {
    1 << (size - 1).ilog2()
}

/// Returns the root of the first `size` leaves. `subtree(height, nth)` gives the root of the `nth`
/// complete subtree of that height.
pub fn root<E>(
    size: u64,
    mut subtree: impl FnMut(u32, u64) -> Result<ContentHash, E>,
) -> Result<ContentHash, E> {
    if size == 0 { Ok(empty_root()) } else { range(0, size, &mut subtree) }
}

fn range<E>(
    start: u64,
    size: u64,
    subtree: &mut impl FnMut(u32, u64) -> Result<ContentHash, E>,
) -> Result<ContentHash, E> {
    if size.is_power_of_two() {
        let height = size.trailing_zeros();
        return subtree(height, start >> height);
    }
    let half = half(size);
    let left = range(start, half, subtree)?;
    Ok(node(&left, &range(start + half, size - half, subtree)?))
}

/// Returns the path from the leaf `index` up to the root of the first `size` leaves.
pub fn inclusion<E>(
    index: u64,
    size: u64,
    mut subtree: impl FnMut(u32, u64) -> Result<ContentHash, E>,
) -> Result<Vec<ContentHash>, E> {
    let (mut start, mut left, mut path) = (0, size, Vec::new());
    while left > 1 {
        let half = half(left);
        if index < start + half {
            path.push(range(start + half, left - half, &mut subtree)?);
            left = half;
        } else {
            path.push(range(start, half, &mut subtree)?);
            start += half;
            left -= half;
        }
    }
    path.reverse();
    Ok(path)
}

/// Returns the root that a leaf and its path lead to; `None` if the path has another length than
/// that of a leaf `index` among `size`.
pub fn root_from(
    leaf: ContentHash,
    (index, size): (u64, u64),
    path: &[ContentHash],
) -> Option<ContentHash> {
    let (mut place, mut last) = (index, size.checked_sub(1)?);
    let (mut hash, mut path) = (leaf, path.iter());
    if place > last {
        return None;
    }
    while last > 0 {
        // A last leaf without a right neighbour moves up as it is.
        if place % 2 == 1 {
            hash = node(path.next()?, &hash);
        } else if place < last {
            hash = node(&hash, path.next()?);
        }
        place /= 2;
        last /= 2;
    }
    path.next().is_none().then_some(hash)
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use proptest::prelude::*;

    use super::*;

    /// The eight entries of the reference implementation of certificate transparency.
    const ENTRIES: [&[u8]; 8] = [
        b"",
        b"\x00",
        b"\x10",
        b"\x20\x21",
        b"\x30\x31",
        b"\x40\x41\x42\x43",
        b"\x50\x51\x52\x53\x54\x55\x56\x57",
        b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
    ];

    /// The roots of the first of them, of the first two, and so on, as published.
    const ROOTS: [&str; 8] = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    /// The published path of the second of the eight.
    const PATH: [&str; 3] = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ];

    fn leaves(count: u64) -> Vec<ContentHash> {
        (0..count).map(|nth| leaf(&nth.to_be_bytes())).collect()
    }

    /// The root as the RFC defines it, straight from the words.
    fn by_the_book(leaves: &[ContentHash]) -> ContentHash {
        match leaves {
            [] => empty_root(),
            [one] => *one,
            many => {
                let (left, right) = many.split_at(half(many.len() as u64) as usize);
                node(&by_the_book(left), &by_the_book(right))
            }
        }
    }

    fn subtree(leaves: &[ContentHash], height: u32, nth: u64) -> Result<ContentHash, Infallible> {
        let (first, size) = ((nth << height) as usize, 1_usize << height);
        Ok(by_the_book(&leaves[first..first + size]))
    }

    #[test]
    fn published_roots() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(Edge::default().root().to_string(), empty);
        let mut edge = Edge::default();
        for (entry, root) in ENTRIES.iter().zip(ROOTS) {
            edge.push(leaf(entry), |_, _| ());
            assert_eq!(edge.root().to_string(), root);
        }
    }

    /// Roots of 1,000 leaves, each its place in eight bytes, as a script in another language has them.
    const COMPUTED_ELSEWHERE: [(u64, &str); 4] = [
        (255, "bb3b9743e08118ea583ae77df04a1449a0601cde6f75146d79c2cab6366ce210"),
        (256, "15e2dd4973ae44de8c8cf3048fd98d17adaaea6287f4e0606a55a643617408c0"),
        (257, "d418c0873259bce7d0561ab004486112416c1c4490865415342bfe06e673146c"),
        (1000, "c89faf3395d034a77c12c76d636db96358d6d2839c3c68f6329a07231e82fce2"),
    ];

    #[test]
    fn roots_computed_elsewhere() {
        for (size, root) in COMPUTED_ELSEWHERE {
            let edge: Edge = leaves(size).into_iter().collect();
            assert_eq!(edge.root().to_string(), root, "{size}");
        }
    }

    #[test]
    fn a_published_path() {
        let leaves = ENTRIES.map(leaf);
        let path = inclusion(1, 8, |height, nth| subtree(&leaves, height, nth)).unwrap();
        assert_eq!(path.iter().map(ToString::to_string).collect::<Vec<_>>(), PATH);
        let root = root_from(leaves[1], (1, 8), &path).unwrap();
        assert_eq!(root.to_string(), ROOTS[7]);
    }

    #[test]
    fn subtrees_are_told_when_they_are_complete() {
        let (leaves, mut edge, mut told) = (leaves(8), Edge::default(), Vec::new());
        for &leaf in &leaves {
            edge.push(leaf, |height, root| told.push((height, root)));
        }
        let heights: Vec<u32> = told.iter().map(|(height, _)| *height).collect();
        assert_eq!(heights, [1, 1, 2, 1, 1, 2, 3]);
        assert_eq!(told.last(), Some(&(3, edge.root())));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn all_ways_to_a_root_meet(size in 0_u64..300) {
            let leaves = leaves(size);
            let expected = by_the_book(&leaves);
            prop_assert_eq!(leaves.iter().copied().collect::<Edge>().root(), expected);
            prop_assert_eq!(root(size, |height, nth| subtree(&leaves, height, nth)), Ok(expected));
        }

        #[test]
        fn a_path_proves_its_leaf_and_no_other((size, index) in (1_u64..200).prop_flat_map(|size| (Just(size), 0..size)), bit in 0_usize..256) {
            let leaves = leaves(size);
            let path = inclusion(index, size, |height, nth| subtree(&leaves, height, nth)).unwrap();
            let (leaf, root) = (leaves[index as usize], by_the_book(&leaves));
            prop_assert_eq!(root_from(leaf, (index, size), &path), Some(root));
            let mut bytes = *leaf.as_bytes();
            bytes[bit / 8] ^= 1 << (bit % 8);
            let other = ContentHash::from_bytes(bytes);
            prop_assert_ne!(root_from(other, (index, size), &path), Some(root));
            prop_assert_eq!(root_from(leaf, (index, size), &[&path[..], &[leaf]].concat()), None);
            if let Some((_, shorter)) = path.split_last() {
                prop_assert_eq!(root_from(leaf, (index, size), shorter), None);
            }
            prop_assert_eq!(root_from(leaf, (size, size), &path), None);
        }

        #[test]
        fn any_place_and_path_is_answered(index: u64, size: u64, path in prop::collection::vec(any::<[u8; 32]>(), 0..70)) {
            let path: Vec<_> = path.into_iter().map(ContentHash::from_bytes).collect();
            root_from(leaf(b""), (index, size), &path);
        }
    }
}
