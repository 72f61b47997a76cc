//! Eight programs log at once while two read: no error, all there once.

use std::fs;

use crate::program::{Desk, article, err, fine};
use crate::runs_of;

#[test]
fn eight_programs_log_at_once_while_two_read() {
    // Two claims an article: 8 times 625 articles of their own are 10,000 claims.
    let each = runs_of(625, 4) as usize;
    let desk = Desk::new(0);
    for hand in 0..8 {
        let folder = desk.path().join(format!("hand{hand}"));
        fs::create_dir(&folder).unwrap();
        for nth in 0..each {
            fs::write(folder.join(format!("{nth}.md")), article(hand * each + nth)).unwrap();
        }
        // One that all of them log.
        fs::write(folder.join("all.md"), article(8 * each)).unwrap();
    }
    fine(&desk.run(&["log", "hand0/0.md"]));
    let folders: Vec<String> = (0..8).map(|hand| format!("hand{hand}")).collect();
    let mut writers: Vec<_> = folders.iter().map(|folder| desk.start(&["log", folder])).collect();
    while writers.iter_mut().any(|writer| writer.try_wait().unwrap().is_none()) {
        let readers: Vec<_> = (0..2).map(|_| desk.start(&["claims", "--limit", "5"])).collect();
        for reader in readers {
            let read = reader.wait_with_output().unwrap();
            assert!(read.status.success(), "{}", err(&read));
        }
    }
    for writer in writers {
        let written = writer.wait_with_output().unwrap();
        assert!(written.status.success(), "{}", err(&written));
        assert_eq!(err(&written), "");
    }
    assert_eq!(desk.counts(), (8 * each + 1, 2 * (8 * each + 1)));
}
