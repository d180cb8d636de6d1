//! Findings while one writes: of the unsaved text, of other files, and equal to `check` of the same bytes.

use serde_json::json;

use super::editor::{Editor, check};
use crate::program::Journal;
use crate::repository::Repository;

const LETTER: &str = "---\nkind: ask-learning\nto: {name: 林雅婷, call: 雅婷經理}\nchannel: email\nsubject: 請教一個盲點👩‍💻\nsent: 2026-04-08\n---\n\n雅婷經理您好，\n\n我想請教一個問題😀，先學工具還是先補統計？\n";
const NUDGE: &str = "---\nkind: nudge\nto: {name: 林雅婷}\nchannel: email\nfollows: 2026-04-08-林雅婷\nsent: 2026-04-10\n---\n\n雅婷經理您好，再請教一次。\n";
const TYPED: &str = "---\nkind: nudge\nto:\n  name: 林雅婷 # 對象\n  tie: weak\nchannel: emial\nfollows: 2026-04-08-林雅婷\nsent: 2026-04-09T09:30+08:00\nreplied: 2026-04-07\ntags: [ga4, \"a: b\"]\nallow: {no-ask: 已經問過}\n---\n\nHi Priya 👩‍💻,\n\n再請教一次：可以嗎？ASAP!!!\n\n## 回覆\n\n好。\n";

fn journal() -> Journal {
    let settings = "lang: zh-TW\ntimezone: Asia/Taipei\n";
    let template = "---\ntitle: t\nversion: 1\nkind: ask-learning\nlang: zh-TW\n---\n{{ recipient }}您好，\n\n{{ topic }}？\n";
    Journal::new(&[
        ("asklog.yaml", settings),
        ("requests/2026-04-08-林雅婷.md", LETTER),
        ("requests/2026-04-10-林雅婷.md", NUDGE),
        ("templates/t.md", template),
    ])
}

#[test]
fn a_whole_entry_typed_key_by_key() {
    let journal = journal();
    let mut editor = Editor::of(&journal, "utf-16");
    let path = "requests/2026-04-12-typed.md";
    editor.open(path, "");
    let (mut line, mut column) = (0, 0);
    for c in TYPED.chars() {
        editor.edit(path, [line, column, line, column], &c.to_string());
        (line, column) = if c == '\n' { (line + 1, 0) } else { (line, column + c.len_utf16()) };
        editor.diagnostics(path);
    }
    drop(editor);
    // At each tenth key, and at the end, it shows what `check` says of the same bytes.
    let mut editor = Editor::of(&journal, "utf-32");
    editor.open(path, "");
    let cuts = TYPED.char_indices().map(|(at, _)| at).step_by(10).chain([TYPED.len()]);
    for cut in cuts {
        editor.replace(path, &TYPED[..cut]);
        journal.write(path, &TYPED[..cut]);
        let first = editor.diagnostics(path);
        let expected = check(journal.root(), path);
        assert_eq!(first, expected, "at once, at byte {cut}");
    }
    editor.until_equal_to_check(path);
    assert!(editor.rules(path).contains(&"reply-before-sent".to_owned()));
}

#[test]
fn every_file_shows_what_check_says() {
    let journal = journal();
    for broken in
        ["---\r\nkind: nudge\r\nto: 王志明\r\nsent: 2026-04-12\r\nreplied: 2026-04-11\r\n---\r\n\r\nASAP 😀!!!\r\n", "no front matter", ""]
    {
        journal.write("requests/2026-04-12-王志明.md", broken);
        let mut editor = Editor::of(&journal, "utf-32");
        for path in [
            "requests/2026-04-08-林雅婷.md",
            "requests/2026-04-10-林雅婷.md",
            "requests/2026-04-12-王志明.md",
            "templates/t.md",
            "asklog.yaml",
        ] {
            editor.open(path, &journal.read(path));
            editor.until_equal_to_check(path);
        }
    }
}

#[test]
fn columns_are_sixteen_bit_units() {
    let journal = journal();
    let mut editor = Editor::of(&journal, "utf-16");
    let path = "requests/2026-04-12-x.md";
    editor.open(path, "---\nto: {name: 👩‍💻林, tie: wram}\n---\n");
    let found = editor.diagnostics(path);
    // `👩‍💻` is five units: two pairs and a joiner.
    assert!(found.iter().any(|(rule, _, place, _)| rule == "unknown-value" && *place == [1, 24, 1, 28]), "{found:#?}");
    editor.edit(path, [1, 11, 1, 17], "王");
    let found = editor.diagnostics(path);
    assert!(found.iter().any(|(rule, _, place, _)| rule == "unknown-value" && *place == [1, 19, 1, 23]), "{found:#?}");
}

#[test]
fn fast_edits_end_at_the_last() {
    let journal = journal();
    let mut editor = Editor::of(&journal, "utf-32");
    let path = "requests/2026-04-08-林雅婷.md";
    editor.open(path, LETTER);
    for day in (1..=28).cycle().take(300) {
        editor.edit(path, [5, 6, 5, 16], &format!("2026-03-{day:02}"));
    }
    editor.change(path, json!([
        {"range": {"start": {"line": 5, "character": 0}, "end": {"line": 6, "character": 0}}, "text": ""},
        {"range": {"start": {"line": 5, "character": 0}, "end": {"line": 5, "character": 0}}, "text": "sent: 2026-04-09\nreplied: 2026-04-08\n"},
    ]));
    let text = LETTER.replace("sent: 2026-04-08\n", "sent: 2026-04-09\nreplied: 2026-04-08\n");
    journal.write(path, &text);
    assert!(editor.diagnostics(path).iter().any(|seen| seen.0 == "reply-before-sent"));
    editor.until_equal_to_check(path);
}

#[test]
fn what_happens_to_one_file_is_told_of_the_others() {
    let journal = journal();
    let mut editor = Editor::of(&journal, "utf-32");
    let (letter, nudge) = ("requests/2026-04-08-林雅婷.md", "requests/2026-04-10-林雅婷.md");
    editor.until("the nudge came too soon", |editor| editor.rules(nudge) == ["nudge-too-soon"]);
    // Deleted: the one that follows it says so, and is right again when it is back.
    std::fs::remove_file(journal.root().join(letter)).expect("deleted");
    editor.touched(letter, 3);
    editor.until("deleted", |editor| editor.rules(nudge) == ["unknown-request"]);
    journal.write(letter, LETTER);
    editor.touched(letter, 1);
    editor.until("back", |editor| editor.rules(nudge) == ["nudge-too-soon"]);
    // Renamed.
    std::fs::rename(journal.root().join(letter), journal.root().join("requests/other.md")).expect("renamed");
    editor.touched(letter, 3);
    editor.touched("requests/other.md", 1);
    editor.until("renamed", |editor| editor.rules(nudge) == ["unknown-request"]);
    std::fs::rename(journal.root().join("requests/other.md"), journal.root().join(letter)).expect("renamed");
    editor.touched("requests/other.md", 3);
    editor.touched(letter, 1);
    editor.until("renamed back", |editor| editor.rules(nudge) == ["nudge-too-soon"]);
    // An unsaved text counts for the others too, until its document is closed.
    editor.open(letter, LETTER);
    editor.replace(letter, &LETTER.replace("2026-04-08", "2026-03-20"));
    editor.until("unsaved", |editor| editor.rules(nudge).is_empty());
    editor.close(letter);
    editor.until("closed", |editor| editor.rules(nudge) == ["nudge-too-soon"]);
}

#[test]
fn settings_count_as_they_are_typed() {
    let journal = journal();
    let mut editor = Editor::of(&journal, "utf-32");
    let path = "requests/2026-04-12-x.md";
    editor.open(path, "---\nto: 王\nchannel: emial\nband: 3\n---\n");
    editor.until("two to mend", |editor| editor.rules(path) == ["unknown-key", "unknown-value"]);
    editor.open("asklog.yaml", &journal.read("asklog.yaml"));
    editor.replace("asklog.yaml", "lang: en\ntimezone: Asia/Taipei\nfields: [band]\nchannels: {emial: {}}\nchecks: {no-such: off}\n");
    assert_eq!(editor.diagnostics("asklog.yaml")[0].0, "unknown-value");
    editor.until("known now", |editor| editor.rules(path).is_empty());
    editor.replace("asklog.yaml", "lang: en\ntimezone: Asia/Taipei\n");
    editor.until("and not any more", |editor| editor.rules(path) == ["unknown-key", "unknown-value"]);
    let message = editor.seen(path)[0].3.clone();
    assert!(message.contains("is no key of this format"), "in the language of the settings: {message}");
}

#[test]
fn what_is_no_part_of_a_journal_is_left_alone() {
    let journal = journal();
    let elsewhere = tempfile::tempdir().expect("a folder");
    let mut editor = Editor::of(&journal, "utf-16");
    let outside = format!("file://{}/note.md", elsewhere.path().display());
    for uri in ["untitled:Untitled-1", outside.as_str(), "file:///", "", "git:/a.md", "file:///%FF.md"] {
        editor.tell(
            "textDocument/didOpen",
            json!({"textDocument": {"uri": uri, "languageId": "markdown", "version": 1, "text": "---\nkind: [\n"}}),
        );
        editor.tell("textDocument/didChange", json!({"textDocument": {"uri": uri, "version": 2}, "contentChanges": [{"text": "x"}]}));
        editor.tell("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
    }
    editor.open("requests/README.txt", "x");
    editor.open("notes/a.md", "x");
    editor.open("requests/x.md", "x");
    assert_eq!(editor.diagnostics("requests/x.md")[0].0, "no-front-matter");
    assert!(editor.told.keys().all(|uri| uri.ends_with("x.md") || uri.contains("2026-04-")), "{:?}", editor.told.keys());
    assert_eq!(editor.leave(), 0);
}

#[test]
fn without_a_journal_nothing_is_told() {
    let journal = Journal::new(&[]);
    std::fs::remove_file(journal.root().join("asklog.yaml")).expect("removed");
    let mut editor = Editor::of(&journal, "utf-16");
    editor.open("requests/x.md", "x");
    assert_eq!(editor.ask("no/such", json!(null))["code"], -32601, "it listens");
    assert!(editor.told.is_empty());
    // Made while the document is open.
    journal.write("asklog.yaml", "lang: en\ntimezone: Asia/Taipei\n");
    editor.replace("requests/x.md", "y");
    assert_eq!(editor.diagnostics("requests/x.md")[0].0, "no-front-matter");
    assert_eq!(editor.leave(), 0);
}

#[test]
fn a_file_with_a_mark_and_places_that_are_none() {
    let journal = journal();
    let path = "requests/2026-04-12-x.md";
    journal.write(path, "\u{feff}---\r\nkind: giv\r\nto: 王\r\n---\r\n");
    let mut editor = Editor::of(&journal, "utf-16");
    editor.until("told without being open", |editor| !editor.seen(path).is_empty());
    assert_eq!(editor.seen(path)[0].2, [1, 6, 1, 9]);
    editor.open(path, "---\r\nkind: giv\r\nto: 王\r\n---\r\n");
    assert_eq!(editor.diagnostics(path)[0].2, [1, 6, 1, 9]);
    for range in [[9, 0, 99, 0], [1, 6, 0, 0], [0, 4_000_000, 1, 4_000_000]] {
        editor.edit(path, range, "x");
        editor.diagnostics(path);
    }
    assert_eq!(editor.leave(), 0);
}

#[test]
fn words_of_crisis_get_the_help_line() {
    let journal = journal();
    let mut editor = Editor::of(&journal, "utf-16");
    let path = "requests/2026-04-12-x.md";
    editor.open(path, "---\nto: 王\n---\n\n我真的不想活了，可以幫我嗎？ASAP!!!\n");
    let found = editor.diagnostics(path);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!((found[0].0.as_str(), found[0].1), ("", 4));
}

#[test]
fn what_git_knows_is_told_too() {
    let path = "requests/2026-04-08-林雅婷.md";
    let repository = Repository::new(&[(path, LETTER)]);
    repository.commit("2026-04-08");
    let mut editor = Editor::of(&repository.journal, "utf-32");
    editor.open(path, LETTER);
    editor.until_equal_to_check(path);
    repository.journal.write(path, &LETTER.replace("統計", "歸因"));
    editor.close(path);
    editor.touched(path, 2);
    editor.until("changed after it was sent", |editor| editor.rules(path).contains(&"changed-after-sent".to_owned()));
}
