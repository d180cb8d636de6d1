//! Wherever a journal stands, with or without git, the answer is true and said in a plain sentence; and whatever a
//! repository's configuration names, nothing of it runs.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use crate::program::{Journal, run_in, run_with};
use crate::repository::{Repository, git_in, letter};

const PATH: &str = "requests/2026/2026-04-08-林雅婷.md";

fn journal() -> Repository {
    let repository = Repository::new(&[(PATH, &letter("", "一。"))]);
    repository.commit("2026-04-01");
    repository.write_and_commit("2026-04-02", PATH, &letter("", "二。"));
    repository.write_and_commit("2026-04-03", PATH, &letter("", "三。"));
    repository
}

fn count(folder: &Path) -> usize {
    let ran = run_in(folder, &["history", "林雅婷", "--format", "json"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let history: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    history["versions"].as_array().expect("a list").len()
}

#[test]
fn without_git_or_a_repository_the_working_copy_is_what_is_known() {
    let alone = Journal::new(&[(PATH, &letter("", "一。"))]);
    for (variables, words) in [(&[("PATH", "/nowhere")][..], "git is not installed"), (&[], "not in a git repository")] {
        let run = |args: &[&str]| run_with(alone.root(), args, variables);
        let ran = run(&["history", "林雅婷"]);
        assert_eq!(ran.status, 0);
        assert!(ran.out.contains("1 version\n") && ran.out.contains("not committed") && ran.err.contains(words), "{}{}", ran.out, ran.err);
        assert_eq!(run(&["diff", "林雅婷"]).status, 2);
        assert_eq!(run(&["save"]).status, 2);
        assert_eq!(run(&["check", "--staged"]).status, 2);
        for args in [&["check"][..], &["show", "林雅婷"], &["build"], &["list"]] {
            let ran = run(args);
            assert!(ran.status < 2 && !ran.err.contains("git"), "{args:?}: {}", ran.err);
        }
    }
    let unborn = Repository::new(&[(PATH, &letter("", "一。"))]);
    let ran = unborn.run(&["history", "林雅婷"]);
    assert!(ran.out.contains("1 version\n") && ran.err.contains("nothing is committed yet"), "{}{}", ran.out, ran.err);
    // Committed once, and an entry that never was.
    let repository = journal();
    repository.journal.write("requests/new.md", &letter("", "新。"));
    assert_eq!(repository.messages("new"), ["新。"]);
}

#[test]
fn clones_work_trees_submodules_and_detached_heads_have_their_history() {
    let repository = journal();
    let elsewhere = tempfile::tempdir().expect("a folder");
    let from = format!("file://{}", repository.journal.root().display());
    let git = |args: &[&str]| assert!(git_in(elsewhere.path(), "2026-04-04", args).status.success(), "{args:?}");
    git(&["clone", "--quiet", "--depth", "1", &from, "shallow"]);
    let shallow = elsewhere.path().join("shallow");
    assert_eq!(count(&shallow), 1);
    assert!(run_in(&shallow, &["history", "林雅婷"]).err.contains("shallow"));
    assert_eq!(run_in(&shallow, &["build"]).status, 0);
    git(&["clone", "--quiet", "--filter=blob:none", "--no-checkout", &from, "partial"]);

    let tree = elsewhere.path().join("tree");
    repository.git(&["worktree", "add", "--quiet", "--detach", tree.to_str().expect("UTF-8")]);
    assert_eq!(count(&tree), 3, "a linked work tree, on no branch");
    repository.git(&["switch", "--quiet", "--detach", "HEAD~1"]);
    assert_eq!(count(repository.journal.root()), 2, "the history of what is checked out");

    git(&["init", "--quiet", "outer"]);
    let outer = elsewhere.path().join("outer");
    assert!(git_in(&outer, "2026-04-04", &["submodule", "--quiet", "add", &from, "誌 本"]).status.success());
    assert_eq!(count(&outer.join("誌 本")), 2, "a submodule at an odd path");
}

#[test]
fn a_repository_of_another_owner_is_refused_in_gits_words() {
    let repository = journal();
    let elsewhere = [("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1"), ("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_NOSYSTEM", "1")];
    let run = |args: &[&str]| run_with(repository.journal.root(), args, &elsewhere);
    let ran = run(&["history", "林雅婷"]);
    assert_eq!(ran.status, 0);
    assert!(ran.out.contains("1 version\n") && ran.err.contains("dubious ownership"), "{}{}", ran.out, ran.err);
    assert!(ran.err.contains(&format!("safe.directory '{}'", repository.journal.root().display())), "{}", ran.err);
    assert!(run(&["check"]).err.contains("dubious ownership"));
    assert_eq!(run(&["build"]).status, 0);
    assert_eq!(run(&["save"]).status, 2);
}

/// A repository whose configuration and hooks would all run one program, which leaves a file.
#[test]
fn nothing_that_a_repository_names_is_run() {
    let repository = journal();
    repository.journal.write("notes.txt", "mine");
    repository.git(&["add", "notes.txt"]);
    let root = repository.journal.root();
    repository.journal.write("other.md", "not ours");
    repository.journal.write(".gitattributes", "*.md diff=evil filter=evil merge=evil text=auto\n");
    repository.commit("2026-04-04");
    let canary = tempfile::tempdir().expect("a folder");
    let program = canary.path().join("program");
    std::fs::write(&program, format!("#!/bin/sh\necho \"$0 $@\" >> '{}/ran'\ncat\n", canary.path().display())).expect("written");
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).expect("made runnable");
    let evil = program.to_str().expect("UTF-8");
    for key in [
        "core.fsmonitor",
        "core.pager",
        "core.editor",
        "core.sshCommand",
        "core.askPass",
        "core.gitProxy",
        "core.alternateRefsCommand",
        "sequence.editor",
        "pager.log",
        "pager.show",
        "pager.config",
        "diff.external",
        "diff.evil.textconv",
        "diff.evil.command",
        "filter.evil.clean",
        "filter.evil.smudge",
        "filter.evil.process",
        "merge.evil.driver",
        "gpg.program",
        "gpg.openpgp.program",
        "gpg.ssh.program",
        "credential.helper",
        "uploadpack.packObjectsHook",
        "interactive.diffFilter",
        "trailer.sign.command",
        "trailer.sign.cmd",
        "remote.origin.uploadpack",
        "remote.origin.vcs",
        "browser.x.cmd",
        "web.browser",
    ] {
        repository.git(&["config", key, evil]);
    }
    for (key, value) in [
        ("alias.log", format!("!{evil}")),
        ("alias.rev-parse", format!("!{evil}")),
        ("log.showSignature", "true".into()),
        ("commit.gpgSign", "true".into()),
        ("filter.evil.required", "true".into()),
        ("diff.orderFile", "/nowhere".into()),
        ("diff.relative", "true".into()),
        ("log.showRoot", "false".into()),
        ("remote.origin.promisor", "true".into()),
        ("remote.origin.partialclonefilter", "blob:none".into()),
        ("remote.origin.url", format!("ext::{evil}")),
        ("extensions.partialClone", "origin".into()),
        ("core.repositoryFormatVersion", "1".into()),
        ("log.follow", "true".into()),
        ("fetch.recurseSubmodules", "true".into()),
        ("core.untrackedCache", "true".into()),
        ("color.ui", "always".into()),
        ("i18n.logOutputEncoding", "UTF-16".into()),
        ("log.diffMerges", "first-parent".into()),
        ("log.date", "relative".into()),
    ] {
        repository.git(&["config", key, &value]);
    }
    let hooks = root.join(".git/hooks");
    std::fs::create_dir_all(&hooks).expect("made");
    for hook in [
        "pre-commit",
        "commit-msg",
        "post-commit",
        "post-checkout",
        "reference-transaction",
        "post-index-change",
        "pre-auto-gc",
        "fsmonitor-watchman",
        "post-rewrite",
        "prepare-commit-msg",
    ] {
        std::fs::copy(&program, hooks.join(hook)).expect("copied");
    }
    // An old text is not here any more: a partial clone would fetch it.
    let blob = repository.git(&["rev-parse", &format!("HEAD~2:{PATH}")]);
    let blob = blob.trim();
    std::fs::remove_file(root.join(".git/objects").join(&blob[..2]).join(&blob[2..])).expect("a loose object");
    let _ = std::fs::remove_file(canary.path().join("ran"));

    // The index is older than the files: git looks into them when it writes it, and would have them filtered.
    let index = std::fs::File::options().write(true).open(root.join(".git/index")).expect("there");
    index.set_modified(std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000)).expect("set");

    let who = [
        ("GIT_AUTHOR_NAME", "a"),
        ("GIT_AUTHOR_EMAIL", "a@example.org"),
        ("GIT_COMMITTER_NAME", "a"),
        ("GIT_COMMITTER_EMAIL", "a@example.org"),
    ];
    let run = |args: &[&str]| run_with(root, args, &who);
    assert_eq!(repository.messages("林雅婷"), ["一。", "三。"], "the missing one is left out, the others are right");
    repository.journal.write(".git/info/attributes", "*.md filter=evil\n");
    repository.journal.write(PATH, &letter("", "四。"));
    for args in [
        &["history", "林雅婷"][..],
        &["diff", "林雅婷"],
        &["show", "林雅婷"],
        &["check"],
        &["check", "--staged"],
        &["check", "--format", "sarif"],
        &["build"],
        &["init", "--no-input", "--hook"],
    ] {
        if args == ["save"] {
            // What a filter would change is not stored at all.
            assert_eq!(run(args).status, 2);
            repository.journal.write(".git/info/attributes", "*.md -filter diff=evil merge=evil\n");
        }
        let ran = run(args);
        assert!(ran.status < 2, "{args:?}: {}", ran.err);
    }
    let ran = run(&["save"]);
    assert!(ran.status == 2 && ran.err.contains("filter=evil"), "a file that it would change: {}", ran.err);
    // Nor where it is of another file of the index.
    repository.journal.write(".git/info/attributes", "*.md -filter\nnotes.txt filter=evil\n");
    let ran = run(&["save"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert_eq!(repository.messages("林雅婷"), ["一。", "三。", "四。"]);
    let log = git_in(root, "2026-04-05", &["-c", "core.hooksPath=/dev/null", "-c", "log.showSignature=false", "cat-file", "-p", "HEAD"]);
    assert!(!String::from_utf8_lossy(&log.stdout).contains("gpgsig"), "the commit is not signed");
    let ran = std::fs::read_to_string(canary.path().join("ran")).unwrap_or_default();
    assert_eq!(ran, "", "nothing ran");
}

#[test]
fn git_shows_han_characters_one_by_one_in_any_locale() {
    let home = tempfile::tempdir().expect("a folder");
    let ran = run_in(home.path(), &["init", "j", "--no-input", "--lang", "en"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let root = home.path().join("j");
    let file = root.join("requests/林.md");
    std::fs::write(&file, "讀了您談小預算的文章，café résumé learned GA4 don't well-kept。\n").expect("written");
    assert!(git_in(&root, "2026-04-01", &["add", "--all"]).status.success());
    assert!(git_in(&root, "2026-04-01", &["commit", "--quiet", "--message", "一"]).status.success());
    std::fs::write(&file, "讀了您寫小預算的短文，cafè résumé learns GA4 do well-kept。\n").expect("written");
    for locale in ["C", "C.UTF-8"] {
        let mut git = std::process::Command::new("git");
        git.args(["--no-pager", "diff", "--word-diff=plain"]).current_dir(&root).env("LC_ALL", locale);
        let diff = git.output().expect("started").stdout;
        let diff = String::from_utf8(diff).expect("no character is cut");
        assert!(diff.contains("b/requests/林.md"), "{locale}: core.quotepath: {diff}");
        let expected =
            "讀了您[-談-]{+寫+}小預算的{+短+}文[-章-]，[-café-]{+cafè+} résumé [-learned-]{+learns+} GA4 [-don't-]{+do+} well-kept。";
        assert!(diff.contains(expected), "{locale}: {diff}");
    }
}
