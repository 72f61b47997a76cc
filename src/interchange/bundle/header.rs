//! The header that stands before each member (POSIX ustar), in the one form that is written and read.

use super::BadBundle;

/// Everything lies on multiples of this.
pub(super) const BLOCK: usize = 512;

/// More does not fit into the eleven octal digits of a size.
pub(super) const MOST: u64 = 0o77_777_777_777;

/// Where the fields begin whose values are not the same in every header.
const SIZE: usize = 124;
const SUM: usize = 148;

pub(super) type Block = [u8; BLOCK];

/// Writes a header. Owner, times and permissions are nobody's: the bytes say nothing of the machine.
pub(super) fn header(name: &str, size: u64) -> Block {
    let mut block = [0; BLOCK];
    let mut put =
        |at: usize, text: &str| block[at..at + text.len()].copy_from_slice(text.as_bytes());
    put(0, name);
    put(100, "0000644\0");
    put(108, "0000000\0");
    put(116, "0000000\0");
    put(SIZE, &format!("{size:011o}\0"));
    put(136, "00000000000\0");
    put(SUM, "        ");
    put(156, "0");
    put(257, "ustar\x0000");
    put(329, "0000000\0");
    put(337, "0000000\0");
    let sum: u32 = block.iter().map(|byte| u32::from(*byte)).sum();
    block[SUM..SUM + 8].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    block
}

/// Reads a header: the name and the size. Nothing but what [`header`] writes is taken.
pub(super) fn read(block: &Block, at: u64) -> Result<(&str, u64), BadBundle> {
    let bad = || BadBundle::at(format!("byte {at}"), "the header is not written as in a bundle");
    let name = block[..100].split(|byte| *byte == 0).next().unwrap_or_default();
    let name = std::str::from_utf8(name).map_err(|_| bad())?;
    let digits = std::str::from_utf8(&block[SIZE..SIZE + 11]).map_err(|_| bad())?;
    let size = u64::from_str_radix(digits, 8).map_err(|_| bad())?;
    // A sign is no digit, but is taken for part of a number; then it is not what is written here.
    if header(name, size.min(MOST)) == *block { Ok((name, size)) } else { Err(bad()) }
}

/// How many zero bytes fill the last block of a member.
pub(super) fn padding(size: u64) -> usize {
    (size.next_multiple_of(BLOCK as u64) - size) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_nothing_else() {
        let block = header("onrecord-bundle-1/key.txt", 123_456);
        assert_eq!(read(&block, 0).unwrap(), ("onrecord-bundle-1/key.txt", 123_456));
        for at in 0..BLOCK {
            let mut other = block;
            other[at] ^= 1;
            assert!(read(&other, 0).is_err(), "byte {at}");
        }
    }

    #[test]
    fn the_last_block_is_filled() {
        assert_eq!([0, 1, 511, 512, 513].map(padding), [0, 511, 1, 0, 511]);
    }
}
