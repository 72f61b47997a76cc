//! Where a database lies: in a folder of this machine, or in one that other machines share.

use std::path::Path;

/// File systems whose files several machines can open at once.
const SHARED: [&str; 20] = [
    "9p",
    "afs",
    "beegfs",
    "ceph",
    "cifs",
    "davfs",
    "fuse.ceph-fuse",
    "fuse.davfs2",
    "fuse.glusterfs",
    "fuse.rclone",
    "fuse.s3fs",
    "fuse.sshfs",
    "gfs2",
    "lustre",
    "ncpfs",
    "nfs",
    "nfs4",
    "ocfs2",
    "smb3",
    "smbfs",
];

/// Tells whether a file lies in a folder that other machines share, as far as the system tells it
/// (Linux does).
pub(super) fn is_shared(path: &Path) -> bool {
    let Ok(mounts) = std::fs::read_to_string("/proc/self/mounts") else { return false };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new(".")).canonicalize();
    folder.is_ok_and(|folder| shared(&mounts, &folder))
}

/// The same, by the list of what is mounted where: the longest folder that holds `folder`, and of
/// several there the last, is what is seen.
fn shared(mounts: &str, folder: &Path) -> bool {
    let mut seen = (0, "");
    for line in mounts.lines() {
        let mut words = line.split(' ').skip(1);
        let (Some(at), Some(kind)) = (words.next(), words.next()) else { continue };
        let at = at.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\");
        if at.len() >= seen.0 && folder.starts_with(&at) {
            seen = (at.len(), kind);
        }
    }
    SHARED.contains(&seen.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "/dev/vda / ext4 rw 0 0\n\
        server:/desk /home/mara/desk nfs4 rw 0 0\n\
        tmpfs /home/mara/desk/quick tmpfs rw 0 0\n\
        //server/case /media/the\\040case cifs rw 0 0\n\
        overlay /layers overlay rw 0 0\nmara@host: /layers fuse.sshfs rw 0 0\n";

    #[test]
    fn the_innermost_and_latest_mount_says_what_a_folder_is() {
        for (folder, expected) in [
            ("/home/mara", false),
            ("/home/mara/desk", true),
            ("/home/mara/desk/2024", true),
            ("/home/mara/desktop", false),
            ("/home/mara/desk/quick/x", false),
            ("/media/the case/files", true),
            ("/layers", true),
        ] {
            assert_eq!(shared(MOUNTS, Path::new(folder)), expected, "{folder}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_no_shared_folder() {
        for mounts in ["", "\n", "x", "x /", "\u{0} \u{0} \u{0}"] {
            assert!(!shared(mounts, Path::new("/home")), "{mounts:?}");
        }
        assert!(!is_shared(Path::new("/no/such/folder/r.db")));
    }
}
