//! How messages changed: versions, what came and went with them, differences, and the rules about them.

use crate::program::{Journal, run_in};
use crate::repository::{Repository, letter};

const PATH: &str = "requests/2026/2026-04-08-林雅婷.md";
const FIRST: &str = "雅婷經理您好，\n\n我想轉行。請問您有什麼建議？";
const SECOND: &str = "雅婷經理您好，\n\n讀了您談小預算的文章，我定義了一個轉換事件。請問先看哪一個數字？";

/// Three drafts, then sent, and not committed since.
fn journal() -> Repository {
    let repository = Repository::new(&[(PATH, &letter("", FIRST))]);
    repository.commit("2026-04-01");
    repository.write_and_commit("2026-04-03", PATH, &letter("noticed: 2026-04-01\n", FIRST));
    repository.write_and_commit("2026-04-05", PATH, &letter("", SECOND));
    repository
}

#[test]
fn history_counts_distinct_messages_and_what_came_and_went() {
    let repository = journal();
    let third = format!("{SECOND}若不方便，不回覆也沒關係。");
    repository.journal.write(PATH, &letter("", &third));
    let history = repository.json(&["history", "林雅婷", "--format", "json"]);
    assert_eq!((&history["schema_version"], &history["id"]), (&1.into(), &"2026-04-08-林雅婷".into()));
    let versions = history["versions"].as_array().expect("a list");
    let all = |key: &str| versions.iter().map(|version| version[key].clone()).collect::<Vec<_>>();
    assert_eq!(all("number"), [1, 2, 3]);
    assert_eq!(all("message"), [FIRST, SECOND, &third]);
    assert_eq!(all("date"), ["2026-04-01T09:30:00+08:00".into(), "2026-04-05T09:30:00+08:00".into(), serde_json::Value::Null]);
    assert_eq!(all("author")[..2], ["陳品妤", "陳品妤"]);
    assert!(versions[0]["commit"].as_str().expect("a name").len() >= 40 && versions[2]["commit"].is_null());
    assert!(versions[0]["appeared"].as_array().expect("a list").contains(&"vague-ask".into()), "{history}");
    assert!(versions[1]["fixed"].as_array().expect("a list").contains(&"vague-ask".into()), "{history}");
    assert_eq!(versions[2]["fixed"], serde_json::json!(["no-optional-close"]));
    let shown = repository.run(&["history", "林雅婷"]).out;
    for words in ["3 versions", "2026-04-05 09:30  陳品妤", "not committed", "gone: no-optional-close"] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    assert!(repository.run(&["show", "林雅婷"]).out.contains("Iterations"));
}

#[test]
fn what_the_entry_allows_or_the_settings_turn_off_is_told_of_no_version() {
    let repository = Repository::new(&[(PATH, &letter("allow: {vague-ask: she knows}\n", FIRST))]);
    repository.journal.write("asklog.yaml", "lang: en\ntimezone: Asia/Taipei\nchecks: {no-optional-close: off}\n");
    repository.commit("2026-04-01");
    let appeared = repository.json(&["history", "林雅婷", "--format", "json"])["versions"][0]["appeared"].to_string();
    assert!(!appeared.contains("vague-ask") && !appeared.contains("no-optional-close"), "{appeared}");
}

#[test]
fn an_entry_is_followed_through_moves_renames_and_merges() {
    let repository = journal();
    let moved = "requests/2027/2026-04-08-林雅婷.md";
    std::fs::create_dir_all(repository.journal.root().join("requests/2027")).expect("made");
    // Moved without a commit; with a commit and a new text; renamed; and changed on two branches.
    repository.git(&["mv", PATH, moved]);
    assert_eq!(repository.messages("林雅婷"), [FIRST, SECOND]);
    let rewritten = "雅婷經理您好，\n\n全部重寫成另一封信，一個字也不留。可以嗎？";
    repository.write_and_commit("2026-04-06", moved, &letter("tags: [a, b, c, d]\nproblem: another\n", rewritten));
    assert_eq!(repository.messages("林雅婷"), [FIRST, SECOND, rewritten]);
    let renamed = "requests/2027/2026-04-09-\"雅婷\" 'x'.md";
    repository.git(&["mv", moved, renamed]);
    repository.commit("2026-04-07");
    assert_eq!(repository.messages("2026-04-09"), [FIRST, SECOND, rewritten]);
    repository.git(&["switch", "--quiet", "--create", "side"]);
    let side = rewritten.replace("可以嗎？", "方便嗎？");
    repository.write_and_commit("2026-04-08", renamed, &letter("", &side));
    repository.git(&["switch", "--quiet", "main"]);
    repository.write_and_commit("2026-04-08", "requests/other.md", &letter("", "Other."));
    repository.git_on("2026-04-09", &["merge", "--quiet", "--no-edit", "side"]);
    assert_eq!(repository.messages("2026-04-09"), [FIRST, SECOND, rewritten, &side]);
}

#[test]
fn a_merge_that_wrote_something_of_its_own_is_a_version() {
    let repository = journal();
    repository.git(&["switch", "--quiet", "--create", "side"]);
    repository.write_and_commit("2026-04-06", PATH, &letter("", "雅婷經理您好，\n\n甲。"));
    repository.git(&["switch", "--quiet", "main"]);
    repository.write_and_commit("2026-04-06", PATH, &letter("", "雅婷經理您好，\n\n乙。"));
    crate::repository::git_in(repository.journal.root(), "2026-04-07", &["merge", "--quiet", "side"]);
    repository.write_and_commit("2026-04-07", PATH, &letter("", "雅婷經理您好，\n\n甲與乙。"));
    let messages = repository.messages("林雅婷");
    assert_eq!(messages.last().map(String::as_str), Some("雅婷經理您好，\n\n甲與乙。"));
    assert_eq!(messages.len(), 5);
}

#[test]
fn a_templates_versions_are_its_numbers_with_what_each_brought() {
    let path = "templates/blind-spot.md";
    let template = |version: u32, changes: &str, body: &str| {
        format!("---\ntitle: T\nversion: {version}\nkind: ask-learning\n{changes}---\n{{{{ recipient }}}}您好，\n{body}\n")
    };
    let sent = |version: u32| letter(&format!("sent: 2026-03-0{version}\nreplied: 2026-03-09\ntemplate: blind-spot@{version}\n"), SECOND);
    let repository = Repository::new(&[(path, &template(1, "", "一。")), ("requests/a.md", &sent(1)), ("requests/b.md", &sent(2))]);
    repository.commit("2026-03-01");
    repository.write_and_commit("2026-03-02", path, &template(1, "", "一，改過。"));
    repository.write_and_commit("2026-03-03", path, &template(2, "changes: [短一點]\n", "二。"));
    let history = repository.json(&["history", "blind-spot", "--format", "json"]);
    let versions = history["versions"].as_array().expect("a list");
    let of =
        |at: usize| (versions[at]["number"].clone(), versions[at]["message"].clone(), versions[at]["x"].clone(), versions[at]["n"].clone());
    assert_eq!(versions.len(), 2);
    assert_eq!(of(0), (1.into(), "{{ recipient }}您好，\n一，改過。".into(), 1.into(), 1.into()), "the last commit of the version");
    assert_eq!(of(1), (2.into(), "{{ recipient }}您好，\n二。".into(), 1.into(), 1.into()));
    assert_eq!(versions[1]["changes"], serde_json::json!(["短一點"]));
    // The wording changes and the number does not: told before it is committed.
    assert_eq!(repository.run(&["check", "--only", "version-not-raised"]).out.lines().count(), 1);
    repository.journal.write(path, &template(2, "changes: [短一點]\n", "二，偷改。"));
    let found = repository.run(&["check", "--only", "version-not-raised", "--format", "short"]).out;
    assert!(found.contains("templates/blind-spot.md:3:10: warning[version-not-raised]") && found.contains("1 request was"), "{found}");
    assert_eq!(repository.messages("blind-spot").len(), 3, "the working copy is the last");
    let diff = repository.run(&["diff", "blind-spot@1", "blind-spot"]).out;
    assert!(diff.contains("[-一，改過-]{+二，偷改+}"), "{diff}");
    // A request against the version of the template that it came from.
    let diff = repository.json(&["diff", "blind-spot", "requests/a.md", "--format", "json"]);
    assert_eq!((&diff["from"], &diff["to"]), (&"blind-spot@1".into(), &"a@1".into()));
    assert!(joined(&diff, "insert").starts_with("雅婷經理您好，\n一，改過。"), "the known variables are filled in: {diff}");
    // What was raised in time raises nothing, nor does a wording that nobody used.
    repository.journal.write(path, &template(3, "", "三。"));
    repository.journal.write("requests/c.md", &sent(3));
    assert_eq!(repository.run(&["check", "--only", "version-not-raised", "--format", "short"]).out, "");
    std::fs::remove_file(repository.journal.root().join("requests/c.md")).expect("removed");
    repository.commit("2026-03-04");
    repository.journal.write(path, &template(3, "", "三，改過。"));
    assert_eq!(repository.run(&["check", "--only", "version-not-raised", "--format", "short"]).out, "");
}

/// The parts of a difference without those of one kind.
fn joined(diff: &serde_json::Value, without: &str) -> String {
    let changes = diff["changes"].as_array().expect("a list");
    changes.iter().filter(|change| change["op"] != without).filter_map(|change| change["text"].as_str()).collect()
}

#[test]
fn diff_joins_back_to_both_texts() {
    let repository = journal();
    for args in [&["diff", "林雅婷"][..], &["diff", "林雅婷@1", "林雅婷@2"], &["diff", "林雅婷@1"]] {
        let diff = repository.json(&[args, &["--format", "json"]].concat());
        assert_eq!((joined(&diff, "insert").as_str(), joined(&diff, "delete").as_str()), (FIRST, SECOND), "{args:?}");
    }
    let back = repository.json(&["diff", "林雅婷@2", "林雅婷@1", "--format", "json"]);
    assert_eq!(joined(&back, "delete"), FIRST);
    let stat = repository.run(&["diff", "林雅婷", "--stat"]).out;
    assert_eq!(stat.lines().count(), 1, "{stat}");
    assert!(stat.starts_with("2026-04-08-林雅婷@1 → 2026-04-08-林雅婷@2: -"), "{stat}");
    let plain = repository.run(&["diff", "林雅婷"]).out;
    assert!(plain.contains("[-") && plain.contains("{+") && !plain.contains('\u{1b}'), "{plain}");
    assert!(plain.lines().all(|line| line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>() <= 82), "{plain}");
    assert!(repository.run(&["--color", "always", "diff", "林雅婷"]).out.contains('\u{1b}'));
}

#[test]
fn a_version_that_there_is_not_is_refused_with_those_there_are() {
    let repository = journal();
    let ran = repository.run(&["diff", "林雅婷@7"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("has no version 7") && ran.err.contains("1, 2"), "{}", ran.err);
    repository.journal.write("requests/new.md", &letter("", "新的一封。"));
    let ran = repository.run(&["diff", "new"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("one version only"), "{}", ran.err);
    assert!(repository.run(&["diff", "new@1"]).err.contains("one version only"));
    assert_eq!(repository.run(&["diff", "new", "2026-04-08"]).status, 0);
    assert_eq!(repository.run(&["history", "nobody"]).status, 2);
}

#[test]
fn a_message_changed_after_it_was_sent_is_told_where_it_begins() {
    let repository = Repository::new(&[(PATH, &letter("sent: 2026-04-08\n", SECOND))]);
    let rule = ["check", "--only", "changed-after-sent", "--format", "short"];
    repository.commit("2026-04-08");
    repository.journal.write(PATH, &letter("sent: 2026-04-08\nreplied: 2026-04-09\n", SECOND).replace('\n', "\r\n"));
    assert_eq!(repository.run(&rule).out, "", "facts and line ends are no change");
    repository.journal.write(PATH, &letter("sent: 2026-04-08\n", &SECOND.replace("一個轉換事件", "兩個轉換事件")));
    let found = repository.run(&rule).out;
    assert!(found.starts_with(&format!("{PATH}:11:16: warning[changed-after-sent]")) && found.contains("of 2026-04-08"), "{found}");
    repository.commit("2026-04-09");
    assert_eq!(repository.run(&rule).out, found, "committed or not");
    assert!(repository.run(&["check", "--format", "short"]).out.contains(&found), "asked for or not");
    let allowed =
        letter("sent: 2026-04-08\nallow: {changed-after-sent: a typing error}\n", &SECOND.replace("一個轉換事件", "兩個轉換事件"));
    repository.journal.write(PATH, &allowed);
    assert_eq!(repository.run(&["check", "--only", "changed-after-sent,unused-allow", "--format", "short"]).out, "");
    // Marked is what is new in its line; whom it went to may have been noted later.
    let nameless = |text: String| text.replace("name: 林雅婷, ", "");
    for (as_sent, now, marked) in [
        (letter("sent: 2026-04-08\n", "一。"), letter("sent: 2026-04-08\n", "一，而且\n也二。"), (9, 2, 5)),
        (nameless(letter("sent: 2026-04-08\n", "一。")), letter("sent: 2026-04-08\n", "二。"), (9, 1, 2)),
    ] {
        let repository = Repository::new(&[(PATH, &as_sent)]);
        repository.commit("2026-04-08");
        repository.journal.write(PATH, &now);
        let found = &repository.json(&["check", "--only", "changed-after-sent", "--format", "json"])["diagnostics"][0];
        let (line, from, to) = marked;
        assert_eq!((&found["line"], &found["column"], &found["end_column"]), (&line.into(), &from.into(), &to.into()), "{now}");
    }
    // Without git nothing is known, and an `allow` for it is not told as useless.
    let alone = Journal::new(&[(PATH, &allowed)]);
    assert_eq!(alone.run(&["check", "--only", "unused-allow", "--format", "short"]).out, "");
}

#[test]
fn another_persons_letter_that_git_takes_for_this_one_raises_nothing() {
    let text = |name: &str, ask: &str| letter("sent: 2026-04-08\n", &format!("{SECOND}\n\n{ask}")).replace("林雅婷", name);
    let repository = Repository::new(&[("requests/a.md", &text("林雅婷", "甲？"))]);
    repository.commit("2026-04-08");
    std::fs::remove_file(repository.journal.root().join("requests/a.md")).expect("removed");
    repository.write_and_commit("2026-04-09", "requests/b.md", &text("王小明", "乙？"));
    assert_eq!(repository.run(&["check", "--only", "changed-after-sent", "--format", "short"]).out, "");
}

#[test]
fn a_built_site_that_git_keeps_is_told() {
    let repository = journal();
    assert_eq!(repository.run(&["build"]).status, 0);
    let rule = ["check", "--only", "site-tracked", "--format", "short"];
    assert_eq!(repository.run(&rule).out, "");
    repository.git(&["add", "--force", "site"]);
    assert!(repository.run(&rule).out.starts_with("asklog.yaml:1:1: warning[site-tracked]: `site` is a built site"));
}

#[test]
fn check_staged_sees_what_the_commit_would_hold() {
    let broken = letter("sent: 2026-04-08\nreplied: 2026-04-02\n", SECOND);
    let repository = journal();
    assert_eq!(repository.run(&["check", "--staged"]).status, 0, "nothing is staged");
    repository.journal.write(PATH, &broken);
    assert_eq!(repository.run(&["check", "--staged", "--format", "short"]).out, "", "not staged");
    repository.git(&["add", PATH]);
    repository.journal.write(PATH, &letter("", SECOND));
    let ran = repository.run(&["check", "--staged", "--format", "short"]);
    assert_eq!(ran.status, 1);
    assert!(ran.out.starts_with(&format!("{PATH}:7:10: error[reply-before-sent]")), "{}", ran.out);
    // The rest of the journal is read and not shown.
    repository.git(&["commit", "--quiet", "--message", "broken"]);
    repository.journal.write("requests/next.md", &letter("follows: 2026-04-08-林雅婷\n", "第二封。"));
    repository.git(&["add", "requests/next.md"]);
    let ran = repository.run(&["check", "--staged", "--format", "json"]);
    assert_eq!(ran.status, 0, "{}", ran.out);
    assert!(!ran.out.contains("reply-before-sent") && !ran.out.contains("unknown-request"), "{}", ran.out);
    let first = Repository::new(&[(PATH, &broken)]);
    first.git(&["add", "--all"]);
    assert_eq!(first.run(&["check", "--staged"]).status, 1, "before the first commit");
}

#[test]
fn the_hook_of_init_refuses_a_broken_commit() {
    let home = tempfile::tempdir().expect("a folder");
    let ran = run_in(home.path(), &["init", "j", "--no-input", "--hook", "--lang", "en"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let root = home.path().join("j");
    let hook = std::fs::read_to_string(root.join(".git/hooks/pre-commit")).expect("written");
    assert!(hook.ends_with("exec asklog check --staged\n"), "{hook}");
    std::fs::write(root.join("requests/a.md"), letter("sent: 2026-04-08\nreplied: 2026-04-02\n", SECOND)).expect("written");
    assert!(crate::repository::git_in(&root, "2026-04-08", &["add", "--all"]).status.success());
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_asklog")).parent().expect("a folder").to_path_buf();
    let path = std::env::join_paths([program].into_iter().chain(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())));
    let commit = |args: &[&str]| {
        let mut command = std::process::Command::new("git");
        command.args(["-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "--quiet", "--message", "x"]).args(args);
        command.current_dir(&root).env("PATH", path.as_ref().expect("a path")).env("ASKLOG_NOW", "2026-04-12").output().expect("started")
    };
    let refused = commit(&[]);
    assert!(!refused.status.success() && String::from_utf8_lossy(&refused.stderr).contains("reply-before-sent"), "{refused:?}");
    std::fs::write(root.join("requests/a.md"), letter("sent: 2026-04-08\nreplied: 2026-04-09\n", SECOND)).expect("written");
    let taken = commit(&["--all"]);
    assert!(taken.status.success(), "with --all git hands over an index of its own: {taken:?}");
    assert_eq!(run_in(home.path(), &["init", "j", "--no-input", "--hook"]).status, 0, "again");
}

#[test]
fn the_site_shows_the_iterations_and_reads_them_again_only_when_something_changed() {
    let template = |version: u32, body: &str| {
        format!("---\ntitle: T\nversion: {version}\nkind: ask-learning\n---\n{{{{ recipient }}}}您好，\n{body}\n")
    };
    let facts = "sent: 2026-04-06\ntemplate: blind-spot@1\nnext: 問題改成 <二選一>\n";
    let repository = journal();
    repository.write_and_commit("2026-04-05", PATH, &letter("", &format!("{FIRST}<!-- a secret -->")));
    repository.write_and_commit("2026-04-05", "templates/blind-spot.md", &template(1, "一。"));
    repository.write_and_commit("2026-04-06", PATH, &letter(facts, SECOND));
    repository.write_and_commit("2026-04-07", "templates/blind-spot.md", &template(2, "二。"));
    repository.journal.write("requests/plain.md", &letter("", "只有一版。"));
    // git writes down what it is asked.
    let traces = tempfile::tempdir().expect("a folder");
    let log = traces.path().join("asked");
    let build = |args: &[&str]| {
        let _ = std::fs::remove_file(&log);
        let ran = crate::program::run_with(repository.journal.root(), args, &[("GIT_TRACE", log.to_str().expect("UTF-8"))]);
        assert_eq!(ran.status, 0, "{}", ran.err);
        let asked = std::fs::read_to_string(&log).unwrap_or_default();
        ["log", "cat-file"].map(|command| asked.lines().filter(|line| line.contains(&format!("built-in: git {command} "))).count())
    };
    assert_eq!(build(&["build"]), [1, 1], "one process each for the whole journal");
    let page = repository.journal.read("site/requests/2026-04-08-林雅婷.html");
    for words in [
        "<del>",
        "<ins>",
        "vague-ask",
        "<time datetime=\"2026-04-05\">",
        "問題改成 &lt;二選一&gt;",
        "blind-spot.html#version-2\">blind-spot@2</a>",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!repository.journal.read("site/requests/plain.html").contains("class=\"iterations\""));
    assert!(!page.contains("a secret"), "comments are left out");
    let page = repository.journal.read("site/templates/blind-spot.html");
    assert!(page.contains("id=\"version-1\"") && page.contains("id=\"version-2\"") && page.contains("<del>一</del>"), "{page}");
    // Nothing changed, or only what the iterations are not made of: the pages are made anew, the iterations are kept.
    assert_eq!(build(&["build"]), [0, 0]);
    assert_eq!(build(&["--now", "2026-04-20", "build"]), [1, 1], "a template's figures change with the day");
    assert_eq!(build(&["--now", "2026-04-20", "build"]), [0, 0]);
    repository.journal.write("notes.txt", "not an entry");
    assert_eq!(build(&["--now", "2026-04-20", "build"]), [0, 0]);
    repository.journal.write(PATH, &letter(facts, &format!("{SECOND}謝謝。")));
    assert_eq!(build(&["build"]), [1, 1]);
    // The same bytes as a build that keeps nothing.
    assert_eq!(build(&["build", "--out", "other"]), [1, 1]);
    let without_marker = |folder: &str| {
        let mut files = crate::program::files(&repository.journal.root().join(folder));
        files.retain(|(name, _)| name != ".asklog-site");
        files
    };
    assert!(without_marker("site") == without_marker("other"));
    // What git dates later than an earlier `now` is no fact of that day.
    build(&["--now", "2026-04-05", "build", "--out", "earlier"]);
    let page = repository.journal.read("earlier/requests/2026-04-08-林雅婷.html");
    assert!(page.contains("<time datetime=\"2026-04-05\">") && !page.contains("datetime=\"2026-04-06\""), "{page}");
    // A page that somebody changed is not trusted.
    repository.journal.write("site/requests/2026-04-08-林雅婷.html", "changed");
    assert_eq!(build(&["build", "--force"]), [1, 1]);
    assert!(without_marker("site") == without_marker("other"));
}

#[test]
fn what_a_merge_did_not_take_is_told_and_what_stands_is_last() {
    let repository = journal();
    repository.git(&["switch", "--quiet", "--create", "side"]);
    repository.write_and_commit("2026-04-06", PATH, &letter("", "旁。"));
    repository.git(&["switch", "--quiet", "main"]);
    repository.write_and_commit("2026-04-07", PATH, &letter("", "主。"));
    repository.git_on("2026-04-08", &["merge", "--quiet", "--no-edit", "--strategy", "ours", "side"]);
    assert_eq!(repository.messages("林雅婷"), [FIRST, SECOND, "旁。", "主。"]);
    // The other way round: the later one is not what stands.
    repository.git(&["reset", "--quiet", "--hard", "side"]);
    repository.git_on("2026-04-08", &["merge", "--quiet", "--no-edit", "--strategy", "ours", "main@{1}"]);
    assert_eq!(repository.messages("林雅婷"), [FIRST, SECOND, "主。", "旁。"]);
    // To go back to a text is a version of its own.
    repository.write_and_commit("2026-04-09", PATH, &letter("", FIRST));
    assert_eq!(repository.messages("林雅婷"), [FIRST, SECOND, "旁。", "主。", FIRST]);
}

#[test]
fn a_rename_beside_an_edit_tells_each_version_once() {
    let repository = journal();
    let other = "requests/2026/other.md";
    repository.git(&["switch", "--quiet", "--create", "side"]);
    repository.write_and_commit("2026-04-06", PATH, &letter("", &format!("{SECOND}謝謝。")));
    repository.git(&["switch", "--quiet", "main"]);
    repository.git(&["mv", PATH, other]);
    repository.commit("2026-04-07");
    repository.git_on("2026-04-08", &["merge", "--quiet", "--no-edit", "side"]);
    assert_eq!(repository.messages("other"), [FIRST, SECOND, &format!("{SECOND}謝謝。")]);
    // The same change on two branches, with another one between them.
    repository.git(&["switch", "--quiet", "--create", "again"]);
    repository.write_and_commit("2026-04-09", other, &letter("", "甲。"));
    repository.git(&["switch", "--quiet", "main"]);
    repository.write_and_commit("2026-04-10", other, &letter("", "乙。"));
    repository.write_and_commit("2026-04-11", other, &letter("", "甲。"));
    repository.git_on("2026-04-12", &["merge", "--quiet", "--no-edit", "again"]);
    assert_eq!(repository.messages("other").len(), 6, "back to it, on the line that stands");
}

#[test]
fn contents_that_are_not_here_are_said_to_be_missing() {
    let repository = journal();
    let blob = repository.git(&["rev-parse", &format!("HEAD~2:{PATH}")]);
    let blob = blob.trim();
    std::fs::remove_file(repository.journal.root().join(".git/objects").join(&blob[..2]).join(&blob[2..])).expect("a loose object");
    let ran = repository.run(&["history", "林雅婷"]);
    assert!(ran.err.contains("the contents of 1 older version are not in this clone"), "{}", ran.err);
}

#[test]
fn what_a_staged_deletion_breaks_is_found_and_nothing_else() {
    let template = "---\ntitle: T\nversion: 1\nkind: ask-learning\n---\n{{ recipient }}您好，\n一。\n";
    let repository = Repository::new(&[(PATH, &letter("template: blind-spot@1\n", SECOND)), ("templates/blind-spot.md", template)]);
    repository.journal.write("requests/other.md", &letter("sent: 2026-04-08\nreplied: 2026-04-02\n", "別的。"));
    repository.commit("2026-04-01");
    repository.git(&["rm", "--quiet", "templates/blind-spot.md"]);
    let ran = repository.run(&["check", "--staged", "--format", "short"]);
    assert!(ran.out.contains("unknown-template") && ran.out.lines().count() == 1, "{}", ran.out);
    assert!(ran.status == 1 && !ran.err.contains("nothing"), "{}", ran.err);
    // Taken away together with what names it.
    repository.git(&["rm", "--quiet", PATH]);
    let ran = repository.run(&["check", "--staged", "--format", "short"]);
    assert_eq!((ran.status, ran.out.as_str(), ran.err.contains("nothing")), (0, "", false));
}

#[test]
fn the_hook_of_a_journal_below_the_top_checks_it_and_blocks_nothing_else() {
    let outer = tempfile::tempdir().expect("a folder");
    let git = |args: &[&str]| crate::repository::git_in(outer.path(), "2026-04-08", args);
    git(&["init", "--quiet", "--initial-branch=main"]);
    let ran = run_in(outer.path(), &["init", "sub/it's", "--no-input", "--hook", "--lang", "en"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let again = run_in(outer.path(), &["init", "sub/it's", "--no-input", "--hook"]).err;
    assert!(again.contains("checks that already"), "{again}");
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_asklog")).parent().expect("a folder").to_path_buf();
    let path = std::env::join_paths([program].into_iter().chain(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())));
    let commit = || {
        let mut command = std::process::Command::new("git");
        command.args(["-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "--quiet", "--message", "x"]);
        command.current_dir(outer.path()).env("PATH", path.as_ref().expect("a path")).output().expect("started")
    };
    std::fs::write(outer.path().join("notes.txt"), "not ours").expect("written");
    git(&["add", "notes.txt"]);
    let taken = commit();
    assert!(taken.status.success(), "{taken:?}");
    std::fs::write(outer.path().join("sub/it's/requests/a.md"), letter("sent: 2026-04-08\nreplied: 2026-04-02\n", SECOND))
        .expect("written");
    git(&["add", "--all"]);
    let refused = commit();
    assert!(!refused.status.success() && String::from_utf8_lossy(&refused.stderr).contains("reply-before-sent"), "{refused:?}");
    // Where the journal is not there at all.
    git(&["rm", "-r", "--quiet", "--cached", "sub"]);
    std::fs::rename(outer.path().join("sub"), outer.path().join("put away")).expect("moved");
    std::fs::write(outer.path().join("notes.txt"), "changed").expect("written");
    git(&["add", "notes.txt"]);
    let taken = commit();
    assert!(taken.status.success(), "{taken:?}");
}
