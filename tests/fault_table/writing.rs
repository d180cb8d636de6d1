//! W: writing. What fails in the middle of a call is in tests/faults/, two commands at once in tests/races.rs.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use super::{beside_a_good_one, entry};
use crate::program::{Journal, Ran, files, run_in_shell};

/// Runs as somebody who may not write everywhere: the system's nobody, where the tests themselves may.
fn as_nobody(journal: &Journal, args: &[&str]) -> Ran {
    let is_root = fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0);
    let own = tempfile::tempdir().expect("a folder");
    let program = own.path().join("asklog");
    let mut command = Command::new(&program);
    // By another process: a file that this one holds open for writing while a test beside starts a program is busy.
    let copied = Command::new("cp").arg(env!("CARGO_BIN_EXE_asklog")).arg(&program).status().expect("copied");
    assert!(copied.success());
    if is_root {
        fs::set_permissions(own.path(), fs::Permissions::from_mode(0o755)).expect("set");
        command.uid(65534).gid(65534);
    }
    command.args(args).current_dir(journal.root()).env_clear().env("TZ", "Asia/Taipei").env("ASKLOG_NOW", "2026-04-12");
    let output = command.output().expect("started");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    Ran { status: output.status.code().expect("a status"), out: text(output.stdout), err: text(output.stderr) }
}

fn mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("set");
}

#[test]
fn w1_a_stray_of_a_killed_command_is_ignored_and_named() {
    let journal = beside_a_good_one(entry("").as_bytes());
    for path in ["requests/.asklog-12-ab.tmp", ".asklog-13-cd.tmp", "site/.asklog-14-ef.tmp"] {
        journal.write(path, "half");
    }
    assert_eq!(journal.run(&["list", "--format", "path"]).out.lines().count(), 2);
    let told = journal.run(&["check", "--only", "stray-file", "--format", "short"]).out;
    assert_eq!(told.lines().filter(|line| line.contains("a temporary file")).count(), 3, "{told}");
    // A stopped build's folder goes with the next build; nothing else is deleted.
    journal.write("site/.asklog-15-aa.tmp/0", "half");
    fs::remove_file(journal.root().join("site/.asklog-14-ef.tmp")).expect("removed");
    assert_eq!(journal.run(&["build"]).status, 0);
    assert!(!journal.root().join("site/.asklog-15-aa.tmp").exists() && journal.root().join(".asklog-13-cd.tmp").exists());
}

#[test]
fn w2_what_is_written_is_synced_before_it_has_its_name() {
    // That each step is made, and in this order, is seen by tests/faults/; a page that a power cut emptied is written again.
    let journal = beside_a_good_one(entry("").as_bytes());
    assert_eq!(journal.run(&["build"]).status, 0);
    let index = journal.read("site/index.html");
    journal.write("site/index.html", "");
    let ran = journal.run(&["build"]);
    assert_eq!((ran.status, journal.read("site/index.html") == index), (0, true), "{}", ran.err);
}

#[test]
fn w3_a_full_disk_changes_nothing() {
    // In full: tests/faults/full_disk.rs. Here a disk that takes no byte.
    let journal = beside_a_good_one(entry("").as_bytes());
    let ran = run_in_shell(journal.root(), "ulimit -f 0; trap '' XFSZ; exec \"$0\" set x next=y", &[]);
    assert_eq!(ran.status, 2, "{}", ran.err);
    assert!(ran.err.contains("requests/x.md") && ran.err.contains("nothing was changed"), "{}", ran.err);
    assert_eq!(journal.read("requests/x.md"), entry(""));
    assert_eq!(files(journal.root()).len(), 3, "nothing is left behind");
}

#[test]
fn w4_in_a_folder_that_may_only_be_read_reading_works_and_writing_says_which() {
    let journal = beside_a_good_one(entry("").as_bytes());
    let out = tempfile::tempdir().expect("a folder");
    mode(out.path(), 0o777);
    mode(&journal.root().join("requests"), 0o555);
    mode(journal.root(), 0o555);
    for args in [&["list"][..], &["check", "--only", "invalid-date"], &["stats"], &["export"], &["show", "x"]] {
        let ran = as_nobody(&journal, args);
        assert_eq!(ran.status, 0, "{args:?}: {}", ran.err);
    }
    for args in [&["set", "x", "next=y"][..], &["log", "give", "read"], &["build"]] {
        let ran = as_nobody(&journal, args);
        assert_eq!(ran.status, 2, "{args:?}");
        assert!(ran.err.contains("permission denied") && ran.err.contains(&*journal.root().to_string_lossy()), "{args:?}: {}", ran.err);
    }
    let site = out.path().join("site");
    let ran = as_nobody(&journal, &["build", "--out", site.to_str().expect("UTF-8")]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    mode(journal.root(), 0o755);
    mode(&journal.root().join("requests"), 0o755);
}

#[test]
fn w5_an_entry_that_may_not_be_read_is_named_and_the_others_go_on() {
    let journal = beside_a_good_one(entry("").as_bytes());
    mode(journal.root(), 0o755);
    mode(&journal.root().join("requests/x.md"), 0o000);
    let list = as_nobody(&journal, &["list", "--format", "path"]);
    assert_eq!((list.status, list.out.as_str()), (0, "requests/good.md\n"));
    assert!(list.err.contains("requests/x.md") && list.err.contains("permission denied"), "{}", list.err);
    let check = as_nobody(&journal, &["check", "--only", "unreadable-file"]);
    assert!(check.status == 1 && check.out.contains("requests/x.md:1:1"), "{}", check.out);
}

#[test]
fn w6_a_second_entry_of_one_name_gets_a_number() {
    // A thousand at once: tests/races.rs.
    let journal = Journal::new(&[]);
    let new = || journal.run(&["log", "give", "read a draft", "--to", "May"]).out;
    assert_eq!((new(), new()), ("requests/2026/2026-04-12-May.md\n".into(), "requests/2026/2026-04-12-May-2.md\n".into()));
}

#[test]
fn w7_two_edits_of_one_file_are_both_kept_or_one_is_told() {
    // tests/races.rs: two_edits_of_two_facts_are_both_kept, of_two_edits_of_one_fact_one_is_refused.
    let journal = beside_a_good_one(entry("").as_bytes());
    for fact in ["next=a", "tags=b", "follow_up=2026-05-01"] {
        assert_eq!(journal.run(&["set", "x", fact]).status, 0);
    }
    let text = journal.read("requests/x.md");
    assert!(text.contains("next: a") && text.contains("tags: [b]") && text.contains("follow_up: 2026-05-01"), "{text}");
}

#[test]
fn w8_an_editors_save_is_never_overwritten() {
    // To the last moment before the exchange: tests/faults/editor.rs.
    let journal = beside_a_good_one(entry("").as_bytes());
    journal.write("edit.sh", "#!/bin/sh\nprintf 'changed\\n' >> \"$1\"\n");
    mode(&journal.root().join("edit.sh"), 0o755);
    let editor = journal.root().join("edit.sh");
    let ran = crate::program::run_with(journal.root(), &["edit", "x"], &[("EDITOR", editor.to_str().expect("UTF-8"))]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert_eq!(journal.run(&["set", "x", "next=y"]).status, 0);
    assert!(journal.read("requests/x.md").ends_with("changed\n"));
}

#[test]
fn w9_a_swap_file_of_an_editor_stops_nothing() {
    let journal = beside_a_good_one(entry("").as_bytes());
    journal.write("requests/.x.md.swp", "b0VIM");
    let ran = journal.run(&["set", "x", "next=y"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(ran.err.contains("requests/.x.md.swp"), "that the editor has the old text is said: {}", ran.err);
    assert_eq!(journal.read("requests/.x.md.swp"), "b0VIM");
}

#[test]
fn w10_no_lock_outlives_its_process() {
    // The lock is one of the system on asklog.yaml, which ends with whoever held it; git's own: tests/faults/save.rs.
    let journal = beside_a_good_one(entry("").as_bytes());
    let file = fs::File::open(journal.root().join("asklog.yaml")).expect("there");
    file.lock().expect("locked");
    drop(file);
    assert_eq!(journal.run(&["set", "x", "next=y"]).status, 0);
    assert!(!files(journal.root()).iter().any(|(path, _)| path.contains("lock")));
}

#[test]
fn w11_a_linked_entry_keeps_its_link_and_a_hard_linked_one_is_refused() {
    let journal = beside_a_good_one(b"");
    let root = journal.root();
    fs::remove_file(root.join("requests/x.md")).expect("removed");
    journal.write("letters/real.md", &entry(""));
    symlink("../letters/real.md", root.join("requests/x.md")).expect("linked");
    assert_eq!(journal.run(&["set", "x", "next=sooner"]).status, 0);
    assert!(root.join("requests/x.md").is_symlink() && journal.read("letters/real.md").contains("next: sooner"));

    fs::hard_link(root.join("letters/real.md"), root.join("letters/other.md")).expect("linked");
    let before = journal.read("letters/real.md");
    let ran = journal.run(&["set", "x", "next=z"]);
    assert!(ran.status == 2 && ran.err.contains("hard link"), "{}", ran.err);
    assert_eq!(journal.read("letters/other.md"), before);

    let outside = tempfile::tempdir().expect("a folder");
    fs::write(outside.path().join("o.md"), entry("")).expect("written");
    symlink(outside.path().join("o.md"), root.join("requests/out.md")).expect("linked");
    assert_eq!(journal.run(&["set", "out", "next=z"]).status, 2);
    assert_eq!(fs::read_to_string(outside.path().join("o.md")).expect("there"), entry(""));
}

#[test]
fn w12_the_mode_is_kept_and_what_is_new_has_the_usual_one() {
    let journal = beside_a_good_one(entry("").as_bytes());
    let of = |path: &str| fs::metadata(journal.root().join(path)).expect("there").permissions().mode() & 0o777;
    let usual = of("requests/good.md");
    for kept in [0o600, 0o640, 0o664] {
        mode(&journal.root().join("requests/x.md"), kept);
        assert_eq!(journal.run(&["set", "x", &format!("next={kept}")]).status, 0);
        assert_eq!(of("requests/x.md"), kept);
    }
    let made = journal.run(&["log", "give", "read"]).out;
    assert_eq!(of(made.trim()), usual, "never 0600 by accident");
    journal.write("out.csv", "old");
    mode(&journal.root().join("out.csv"), 0o600);
    assert_eq!(journal.run(&["export", "-o", "out.csv"]).status, 0);
    assert_eq!(of("out.csv"), 0o600, "an export keeps it too");
}

#[cfg(target_os = "linux")]
#[test]
fn w12_the_attributes_and_the_access_list_are_kept() {
    use rustix::fs::{XattrFlags, getxattr, setxattr};
    let journal = beside_a_good_one(entry("").as_bytes());
    let x = journal.root().join("requests/x.md");
    // The owner and one other write; the group, whose bits of the mode are then the list's mask, may do nothing.
    const NOBODY: u32 = u32::MAX;
    let entries: [(u16, u16, u32); 5] = [(1, 6, NOBODY), (2, 6, 1000), (4, 0, NOBODY), (16, 6, NOBODY), (32, 0, NOBODY)];
    let entries = entries.iter().flat_map(|(tag, may, who)| [&tag.to_le_bytes()[..], &may.to_le_bytes(), &who.to_le_bytes()].concat());
    let list: Vec<u8> = 2_u32.to_le_bytes().into_iter().chain(entries).collect();
    let put = |name: &str, value: &[u8]| setxattr(&x, name, value, XattrFlags::empty());
    if put("user.asklog.test", "綠".as_bytes()).is_err() || put("system.posix_acl_access", &list).is_err() {
        // A file system without them has nothing to lose.
        return;
    }
    assert_eq!(journal.run(&["set", "x", "next=sooner"]).status, 0);
    assert!(journal.read("requests/x.md").contains("next: sooner"));
    for (name, expected) in [("user.asklog.test", "綠".as_bytes()), ("system.posix_acl_access", &list)] {
        let mut value = [0; 100];
        let length = getxattr(&x, name, &mut value[..]).expect(name);
        assert_eq!(&value[..length], expected, "{name}");
    }
    assert_eq!(fs::metadata(&x).expect("there").permissions().mode() & 0o777, 0o660);
}

#[test]
fn w13_what_is_no_file_is_written_to_and_not_replaced() {
    // As root an export to /dev/null once put a file in its place.
    let journal = beside_a_good_one(entry("").as_bytes());
    let pipe = journal.root().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("started").success());
    let reader = {
        let pipe = pipe.clone();
        std::thread::spawn(move || fs::read_to_string(pipe).expect("read"))
    };
    assert_eq!(journal.run(&["export", "-o", "pipe"]).status, 0);
    assert!(reader.join().expect("ended").contains("Lin"));
    assert!(std::os::unix::fs::FileTypeExt::is_fifo(&fs::metadata(&pipe).expect("there").file_type()));
    symlink("real.csv", journal.root().join("link.csv")).expect("linked");
    journal.write("real.csv", "old");
    assert_eq!(journal.run(&["export", "-o", "link.csv"]).status, 0);
    assert!(journal.root().join("link.csv").is_symlink() && journal.read("real.csv").contains("Lin"));
}
