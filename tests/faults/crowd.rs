//! A thousand entries begun in one journal at once. Each start reads all that are there, which takes its time: `cargo test` has
//! ten small journals.

use crate::race;

#[test]
fn twenty_processes_make_a_thousand_files_in_one_journal() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("asklog.yaml"), "lang: en\ntimezone: Asia/Taipei\n").expect("written");
    race::into(folder.path(), 20, 50);
}
