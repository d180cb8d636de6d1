//! A disk that is really full: a small file system in memory. Where none can be mounted the test says so and fails: run it
//! as root, or where a user may have a mount of their own.

use std::path::Path;
use std::process::{Command, Output};

use crate::case::{Case, copy, scratch, state};

/// Runs a script in a name space of its own, with a full disk mounted at `$1/disk`. Only what is mounted there is seen
/// afterwards, so the script copies it out.
fn on_a_small_disk(folder: &Path, size: &str, script: &str) -> Output {
    let (root, asklog) = (folder.display().to_string(), env!("CARGO_BIN_EXE_asklog"));
    let whole = format!(
        "set -e; mkdir -p \"$1/disk\"; mount -t tmpfs -o size={size} asklog \"$1/disk\"; cp -R \"$1/before/.\" \"$1/disk\"; cd \"$1/disk\"; set +e; {script}; status=$?; cp -R . \"$1/after\"; exit $status"
    );
    let mut command = Command::new("unshare");
    command.args(["--mount", "--map-root-user", "sh", "-c", &whole, "sh", &root, asklog]);
    command.env("ASKLOG_NOW", "2026-04-12").env("TZ", "Asia/Taipei").env("LC_ALL", "C").env_remove("ASKLOG_JOURNAL");
    command.output().expect("unshare is installed (util-linux)")
}

fn full(case: &Case, args: &str) {
    let folder = scratch();
    copy(case.fresh().path(), &folder.path().join("before"));
    // What is free is filled but for the last kilobytes, which the temporary file takes and cannot be done with.
    let fill = "dd if=/dev/zero of=filler bs=1k 2>/dev/null; ";
    let output = on_a_small_disk(folder.path(), "256k", &format!("{fill} \"$2\" {args}"));
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(!err.contains("mount:") && !err.contains("unshare:"), "no file system of its own could be mounted here: {err}");
    assert_eq!(output.status.code(), Some(2), "{args}: {err}");
    assert!(err.contains("no space left on the disk"), "{args}: {err}");
    let mut after = state(&folder.path().join("after"));
    after.remove("filler");
    assert_eq!(after, case.old, "{args}: nothing changed");
    assert!(
        !std::fs::read_dir(folder.path().join("after/requests/2026"))
            .expect("there")
            .flatten()
            .any(|file| { file.file_name().to_string_lossy().starts_with(".asklog-") })
    );
    // Reading goes on.
    let output = on_a_small_disk(folder.path(), "256k", &format!("{fill} \"$2\" list --format path && \"$2\" check --only stray-file"));
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn leaves_everything_as_it_was() {
    for args in
        ["set lin next=sooner", "log give 'read a draft' --to May", "sent lin --at 2026-04-12", "import table.csv", "export -o out.csv"]
    {
        full(&Case::new(&[], &["set", "lin", "next=Ask sooner"]), args);
    }
}

#[test]
fn leaves_the_old_site() {
    let case = Case::new(&[&["build"], &["set", "lin", "next=Ask for one map"]], &["build"]);
    let folder = scratch();
    copy(case.fresh().path(), &folder.path().join("before"));
    let output = on_a_small_disk(folder.path(), "2m", "dd if=/dev/zero of=filler bs=1k 2>/dev/null; \"$2\" build");
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{err}");
    assert!(err.contains("no space left on the disk"), "{err}");
    let mut after = state(&folder.path().join("after"));
    after.remove("filler");
    assert_eq!(after, case.old);
}
