//! `save`: what was written becomes a commit, and nothing else does.

use crate::program::{Ran, run_with};
use crate::repository::{Repository, git_in, letter};

const PATH: &str = "requests/2026/2026-04-08-林雅婷.md";
const WHO: [(&str, &str); 4] = [
    ("GIT_AUTHOR_NAME", "陳品妤"),
    ("GIT_AUTHOR_EMAIL", "pinyu@example.org"),
    ("GIT_COMMITTER_NAME", "陳品妤"),
    ("GIT_COMMITTER_EMAIL", "pinyu@example.org"),
];

fn journal() -> Repository {
    let repository = Repository::new(&[(PATH, &letter("", "一。"))]);
    repository.journal.write("notes.txt", "mine");
    repository.commit("2026-04-01");
    repository
}

fn save(repository: &Repository, args: &[&str]) -> Ran {
    run_with(repository.journal.root(), &[&["save"], args].concat(), &WHO)
}

#[test]
fn only_the_entries_and_settings_that_changed_are_committed() {
    let repository = journal();
    assert!(save(&repository, &[]).err.contains("nothing to commit"));
    let odd = "requests/odd \"name\"\n林.md";
    repository.journal.write(odd, &letter("", "奇。\r\n"));
    repository.journal.write(PATH, &letter("", "二。"));
    repository.journal.write("notes.txt", "changed");
    repository.journal.write("requests/.hidden.md", "x");
    repository.journal.write("requests/draft.md.swp", "x");
    repository.journal.write("requests/ignored.md", "x");
    repository.journal.write("requests/picture.png", "x");
    repository.journal.write("requests/#a.md#", "x");
    repository.journal.write(".gitignore", "ignored.md\n");
    let ran = save(&repository, &["-m", "兩份草稿"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let changed = repository.git(&["show", "-z", "--name-only", "--format=%s%x00%an", "HEAD"]);
    assert_eq!(changed, format!("兩份草稿\0陳品妤\0\n{PATH}\0{odd}\0"));
    assert_eq!(repository.git(&["show", &format!("HEAD:{odd}")]), letter("", "奇。\r\n"), "as it is, no filter");
    // Nothing of it is a change any more; what is not ours is as it was.
    let status = repository.git(&["status", "--porcelain", "-z"]);
    assert_eq!(
        status,
        " M notes.txt\0?? .gitignore\0?? requests/#a.md#\0?? requests/.hidden.md\0?? requests/draft.md.swp\0?? requests/picture.png\0"
    );
    std::fs::remove_file(repository.journal.root().join(odd)).expect("removed");
    assert_eq!(save(&repository, &[]).status, 0);
    assert!(!repository.git(&["ls-tree", "-r", "-z", "--name-only", "HEAD"]).contains("odd"), "what went is gone");
    assert_eq!(repository.git(&["log", "-1", "--format=%s"]), "asklog: odd \"name\" 林\n");
}

#[test]
fn what_the_person_staged_stays_staged() {
    let repository = journal();
    repository.journal.write("notes.txt", "staged");
    repository.git(&["add", "notes.txt"]);
    repository.journal.write("notes.txt", "staged and changed");
    // Staged, then changed again: the file as it is now is committed, and nothing of it is left over.
    repository.journal.write(PATH, &letter("", "二。"));
    repository.git(&["add", PATH]);
    repository.journal.write(PATH, &letter("", "三。"));
    repository.journal.write("requests/new.md", &letter("", "新。"));
    repository.git(&["add", "--intent-to-add", "requests/new.md"]);
    assert_eq!(save(&repository, &[]).status, 0);
    assert_eq!(repository.git(&["status", "--porcelain", "-z"]), "MM notes.txt\0");
    assert_eq!(repository.git(&["show", ":notes.txt"]), "staged");
    assert_eq!(repository.git(&["show", "--name-only", "--format=", "-z"]), format!("{PATH}\0requests/new.md\0"));
    assert!(
        !repository
            .journal
            .root()
            .join(".git")
            .read_dir()
            .expect("there")
            .flatten()
            .any(|file| file.file_name().to_string_lossy().contains("asklog"))
    );
}

#[test]
fn the_first_commit_a_subfolder_and_a_linked_work_tree_are_saved() {
    let first = Repository::new(&[(PATH, &letter("", "一。"))]);
    assert_eq!(save(&first, &[]).status, 0);
    assert_eq!(first.git(&["log", "--name-only", "--format=%p", "-z"]), format!("\0\nasklog.yaml\0{PATH}\0"));
    assert_eq!(first.git(&["status", "--porcelain"]), "");

    let outer = journal();
    let inner = outer.journal.root().join("誌 \"二\"");
    std::fs::create_dir_all(inner.join("requests")).expect("made");
    std::fs::write(inner.join("requests/a.md"), letter("", "甲。")).expect("written");
    std::fs::write(inner.join("asklog.yaml"), "lang: en\ntimezone: Asia/Taipei\n").expect("written");
    assert_eq!(run_with(&inner, &["save"], &WHO).status, 0);
    assert_eq!(outer.git(&["show", "--name-only", "--format=", "-z"]), "誌 \"二\"/asklog.yaml\0誌 \"二\"/requests/a.md\0");
    assert_eq!(outer.git(&["status", "--porcelain"]), "");

    let linked = tempfile::tempdir().expect("a folder");
    let folder = linked.path().join("tree");
    outer.git(&["worktree", "add", "--quiet", "-b", "other", folder.to_str().expect("UTF-8")]);
    std::fs::write(folder.join(PATH), letter("", "旁。")).expect("written");
    let ran = run_with(&folder, &["save"], &WHO);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert_eq!(outer.git(&["log", "-1", "--format=%s", "other"]), "asklog: 2026-04-08-林雅婷\n");
    assert_eq!(String::from_utf8_lossy(&git_in(&folder, "2026-04-01", &["status", "--porcelain"]).stdout), "");
}

#[test]
fn where_it_must_not_be_done_nothing_is() {
    let refused = |repository: &Repository, words: &str| {
        let (head, index) = (repository.git(&["rev-parse", "HEAD"]), repository.git(&["ls-files", "--stage"]));
        let ran = save(repository, &[]);
        assert_eq!(ran.status, 2, "{words}: {}", ran.err);
        assert!(ran.err.contains(words), "{words}: {}", ran.err);
        assert_eq!((head, index), (repository.git(&["rev-parse", "HEAD"]), repository.git(&["ls-files", "--stage"])), "{words}");
    };
    let merging = journal();
    merging.git(&["switch", "--quiet", "--create", "side"]);
    merging.write_and_commit("2026-04-02", PATH, &letter("", "甲。"));
    merging.git(&["switch", "--quiet", "main"]);
    merging.write_and_commit("2026-04-02", PATH, &letter("", "乙。"));
    git_in(merging.journal.root(), "2026-04-03", &["merge", "--quiet", "side"]);
    merging.journal.write(PATH, &letter("", "甲與乙。"));
    refused(&merging, "a merge is under way");

    let detached = journal();
    detached.git(&["switch", "--quiet", "--detach"]);
    detached.journal.write(PATH, &letter("", "二。"));
    refused(&detached, "detached HEAD");

    let busy = journal();
    busy.journal.write(PATH, &letter("", "二。"));
    busy.journal.write(".git/index.lock", "");
    refused(&busy, "another git command");
    std::fs::remove_file(busy.journal.root().join(".git/index.lock")).expect("removed");

    let nameless = journal();
    nameless.journal.write(PATH, &letter("", "二。"));
    nameless.git(&["config", "user.useConfigOnly", "true"]);
    let ran = run_with(nameless.journal.root(), &["save"], &[("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_NOSYSTEM", "1")]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("git config user.name"), "{}", ran.err);

    let none = crate::program::Journal::new(&[(PATH, &letter("", "一。"))]);
    let ran = none.run(&["save"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("not in a git repository") && ran.err.contains("git init"), "{}", ran.err);
}

#[test]
fn a_sparse_work_tree_loses_nothing() {
    let repository = journal();
    repository.write_and_commit("2026-04-02", "requests/2025/old.md", &letter("", "舊。"));
    repository.git(&["sparse-checkout", "set", "--no-cone", "/*", "!/requests/2025"]);
    assert!(!repository.journal.root().join("requests/2025/old.md").exists());
    repository.journal.write(PATH, &letter("", "二。"));
    assert_eq!(save(&repository, &[]).status, 0);
    assert!(repository.git(&["ls-tree", "-r", "--name-only", "HEAD"]).contains("requests/2025/old.md"));
}

#[test]
fn with_auto_every_writing_command_saves_and_sent_saves_the_draft_first() {
    let repository = journal();
    repository.journal.write("asklog.yaml", "lang: en\ntimezone: Asia/Taipei\ngit: {save: auto}\n");
    let run = |args: &[&str]| run_with(repository.journal.root(), args, &WHO);
    repository.journal.write(PATH, &letter("", "雅婷經理您好，請問先看哪一個數字？一句話就好。"));
    let ran = run(&["sent", "林雅婷", "--force", "--at", "2026-04-10"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let commits = repository.git(&["log", "--format=%H"]);
    let commits: Vec<&str> = commits.lines().collect();
    assert_eq!(commits.len(), 3, "the draft as it went out, and the fact");
    let text = |commit: &str| repository.git(&["show", &format!("{commit}:{PATH}")]);
    assert!(!text(commits[1]).contains("sent:") && text(commits[0]).contains("sent: 2026-04-10"));
    assert_eq!(run(&["reply", "林雅婷", "--at", "2026-04-11", "--outcome", "answer"]).status, 0);
    assert_eq!(repository.git(&["log", "--format=%H"]).lines().count(), 4);
    assert_eq!(run(&["list"]).status, 0);
    assert_eq!(repository.git(&["status", "--porcelain"]), "");
    // What cannot be committed is written all the same, and said.
    repository.git(&["switch", "--quiet", "--detach"]);
    let ran = run(&["set", "林雅婷", "next=短一點"]);
    assert_eq!(ran.status, 0);
    assert!(ran.err.contains("written, but not committed") && repository.journal.read(PATH).contains("next: 短一點"), "{}", ran.err);
    assert!(!run(&["-q", "set", "林雅婷", "next=更短"]).err.contains("written, but"));
}

#[test]
fn a_subfolder_before_the_first_commit_is_saved_where_it_stands() {
    let outer = tempfile::tempdir().expect("a folder");
    let git = |args: &[&str]| String::from_utf8_lossy(&git_in(outer.path(), "2026-04-01", args).stdout).into_owned();
    git(&["init", "--quiet", "--initial-branch=main"]);
    let inner = outer.path().join("sub/j");
    std::fs::create_dir_all(inner.join("requests")).expect("made");
    std::fs::write(inner.join("requests/a.md"), letter("", "甲。")).expect("written");
    std::fs::write(inner.join("asklog.yaml"), "lang: en\ntimezone: Asia/Taipei\n").expect("written");
    assert_eq!(run_with(&inner, &["save"], &WHO).status, 0);
    assert_eq!(git(&["ls-tree", "-r", "--name-only", "HEAD"]), "sub/j/asklog.yaml\nsub/j/requests/a.md\n");
    assert_eq!(git(&["status", "--porcelain"]), "");
}

#[test]
fn line_ends_are_stored_as_git_keeps_them() {
    let dos = letter("", "一。\n二。").replace('\n', "\r\n");
    for (attributes, setting) in [("*.md text\n", None), ("* text=auto\n", None), ("*.md eol=crlf\n", None), ("", Some("true"))] {
        let repository = journal();
        repository.journal.write(".gitattributes", attributes);
        repository.commit("2026-04-02");
        if let Some(setting) = setting {
            repository.git(&["config", "core.autocrlf", setting]);
        }
        repository.journal.write(PATH, &dos);
        assert_eq!(save(&repository, &[]).status, 0);
        assert_eq!(repository.git(&["show", &format!("HEAD:{PATH}")]), letter("", "一。\n二。"), "{attributes}");
        assert_eq!(repository.git(&["status", "--porcelain"]), "", "{attributes}");
        assert!(save(&repository, &[]).err.contains("nothing to commit"));
        // And nobody is shown line ends as changes.
        repository.journal.write(PATH, &dos.replace("二。", "三。"));
        let diff = repository.run(&["diff", "林雅婷"]).out;
        assert!(diff.contains("[-二-]{+三+}") && diff.matches("[-").count() == 2, "{diff}");
        let git_files: Vec<String> =
            crate::program::files(&repository.journal.root().join(".git")).into_iter().map(|(name, _)| name).collect();
        assert!(!git_files.iter().any(|name| name.contains("asklog")), "{git_files:?}");
    }
}

#[test]
fn a_save_that_fails_leaves_the_index_as_it_was() {
    let repository = journal();
    repository.journal.write(PATH, &letter("", "二。"));
    let before = repository.git(&["status", "--porcelain"]);
    let lock = repository.journal.root().join(".git/refs/heads/main.lock");
    std::fs::write(&lock, "").expect("written");
    let ran = save(&repository, &[]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("main.lock") && !ran.err.contains("changed while"), "{}", ran.err);
    assert_eq!(repository.git(&["status", "--porcelain"]), before);
    assert!(!repository.journal.root().join(".git/index.lock").exists());
    std::fs::remove_file(&lock).expect("removed");
    assert_eq!(save(&repository, &[]).status, 0);
    assert_eq!(repository.git(&["status", "--porcelain"]), "");
}

#[test]
fn what_a_filter_of_git_would_change_is_not_committed_as_it_is() {
    let repository = journal();
    let refused = |attribute: &str| {
        let before = repository.git(&["count-objects", "-v"]);
        let ran = save(&repository, &[]);
        assert_eq!(ran.status, 2, "{}", ran.err);
        assert!(ran.err.contains(PATH) && ran.err.contains(attribute) && ran.err.contains("git add"), "{}", ran.err);
        assert_eq!(repository.git(&["count-objects", "-v"]), before, "nothing is stored");
        assert!(!repository.git(&["log", "--format=%s"]).contains("asklog"));
    };
    repository.git(&["config", "filter.secret.clean", "tr a-z A-Z"]);
    repository.journal.write(PATH, &letter("", "二。"));
    repository.journal.write(".gitattributes", "requests/** filter=secret\n");
    refused("filter=secret");
    repository.journal.write(".gitattributes", "requests/** working-tree-encoding=UTF-16\n");
    refused("working-tree-encoding=UTF-16");
    // What changes nothing is none: unset, and the encoding that git keeps anyway.
    repository.journal.write(".gitattributes", "* -filter working-tree-encoding=UTF-8\n");
    let ran = save(&repository, &[]);
    assert_eq!(ran.status, 0, "{}", ran.err);
}

#[test]
fn what_git_would_have_done_besides_is_said() {
    let repository = journal();
    repository.journal.write(PATH, &letter("", "二。"));
    let plain = save(&repository, &[]).err;
    assert_eq!(plain.lines().count(), 1, "{plain}");
    repository.git(&["config", "commit.gpgSign", "true"]);
    repository.journal.write(".git/hooks/pre-commit", "#!/bin/sh\ntouch ran\nexit 1\n");
    repository.journal.write(PATH, &letter("", "三。"));
    // A hook that cannot be run is none to git either.
    assert!(!save(&repository, &[]).err.contains("pre-commit"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let hook = repository.journal.root().join(".git/hooks/pre-commit");
        std::fs::set_permissions(hook, std::fs::Permissions::from_mode(0o755)).expect("set");
        repository.journal.write(PATH, &letter("", "四。"));
        let ran = save(&repository, &[]);
        assert_eq!(ran.status, 0, "{}", ran.err);
        assert!(ran.err.contains("not signed") && ran.err.contains("hooks were not run: pre-commit"), "{}", ran.err);
        assert!(!repository.journal.root().join("ran").exists(), "never run");
    }
}

#[test]
fn a_committed_entry_with_errors_is_named() {
    let repository = journal();
    repository.journal.write("requests/bad.md", "---\nkind: nope\nsent: 2026-13-45\n---\n\nHi\n");
    repository.journal.write("requests/good.md", &letter("", "好。"));
    let ran = save(&repository, &[]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(ran.err.contains("requests/bad.md") && !ran.err.contains("requests/good.md"), "{}", ran.err);
    // And with every command that saves by itself.
    repository.journal.write("asklog.yaml", "lang: en\ntimezone: Asia/Taipei\ngit: {save: auto}\n");
    repository.journal.write("requests/bad.md", "---\nkind: nothing\n---\n\nHi\n");
    let ran = run_with(repository.journal.root(), &["set", "good", "next=短一點"], &WHO);
    assert!(ran.status == 0 && ran.err.contains("requests/bad.md"), "{}", ran.err);
}

#[test]
fn whom_a_commit_names_and_what_is_left_out_of_it_is_said() {
    let nameless = journal();
    nameless.journal.write(PATH, &letter("", "二。"));
    let ran = run_with(nameless.journal.root(), &["save"], &[("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_NOSYSTEM", "1")]);
    // Whether git makes up an address depends on the machine's name.
    assert!(ran.err.contains("git config user.name") || ran.err.contains("git config --global user.name"), "{}", ran.err);
    assert!(!save(&nameless, &[]).err.contains("user.name"));
    #[cfg(target_os = "linux")]
    {
        use std::os::unix::ffi::OsStrExt;
        let repository = journal();
        let odd = repository.journal.root().join("requests").join(std::ffi::OsStr::from_bytes(b"\xffodd.md"));
        std::fs::write(odd, letter("", "奇。")).expect("written");
        repository.journal.write(PATH, &letter("", "二。"));
        let ran = save(&repository, &[]);
        assert_eq!(ran.status, 0, "{}", ran.err);
        assert!(ran.err.contains("odd.md") && ran.err.contains("UTF-8"), "{}", ran.err);
    }
}

#[test]
fn a_damaged_repository_is_not_told_as_none() {
    let journal = crate::program::Journal::new(&[(PATH, &letter("", "一。"))]);
    journal.write(".git", "gitdir: /dev/zero\n");
    let ran = journal.run(&["save"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("/dev/zero") && !ran.err.contains("git init"), "{}", ran.err);
}
