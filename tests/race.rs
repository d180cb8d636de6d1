//! Many processes that begin entries for one person in one journal at once: all want the same names.

use std::path::Path;

use crate::program::{files, run_in};

/// Starts `processes` at a time, each `times` in a row, and wants a file of each.
pub(crate) fn into(root: &Path, processes: usize, times: usize) {
    std::thread::scope(|scope| {
        let work = || {
            for _ in 0..times {
                let ran = run_in(root, &["new", "--to", "Lin", "--channel", "email", "--no-edit", "--no-input", "-q"]);
                assert_eq!(ran.status, 0, "{}", ran.err);
                let path = root.join(ran.out.trim());
                assert!(path.is_file(), "{}", ran.out);
            }
        };
        for _ in 0..processes {
            scope.spawn(work);
        }
    });
    let made = files(&root.join("requests"));
    assert_eq!(made.len(), processes * times, "nothing is overwritten, nothing left over");
    assert!(made.iter().all(|(path, bytes)| path.ends_with(".md") && !bytes.is_empty()));
    assert_eq!(run_in(root, &["check", "--only", "duplicate-id,stray-file"]).status, 0);
}
