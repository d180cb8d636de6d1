//! What an editor is answered: completion, hover, actions, places, symbols, rename, lengths.

use serde_json::{Value, json};

use super::editor::Editor;
use crate::program::Journal;

const FIRST: &str = "---\nkind: ask-learning\nto: {name: 林雅婷, call: 雅婷經理, role: 經理, org: 日光選物, tie: weak}\nchannel: email\nsubject: 請教一個盲點\ntemplate: blind-spot@1\nsent: 2026-03-01\nreplied: 2026-03-03\ntags: [ga4, 統計]\n---\n\n雅婷經理您好，\n\n我想請教一個問題，先學工具還是先補統計？不回也沒關係。\n\n## 回覆\n\n先補統計。\n";
const NUDGE: &str = "---\nkind: nudge\nto: 林雅婷\nfollows: first\ntemplate: blind-spot@2\nsent: 2026-03-20\nchannel: email\n---\n\n雅婷經理您好，再請教一次？\n";
const TEMPLATE: &str = "---\ntitle: 學習盲點\nversion: 2\nkind: ask-learning\nlang: zh-TW\nwhen: 能用一句話說出方法時\nvariables:\n  topic: {meaning: 主題, sample: GA4}\nchanges: [背景縮成兩句]\n---\n{{ recipient }}您好，\n\n{{ topic }}我想請教一個問題，先學工具還是先補統計？不回也沒關係。\n";

/// A journal with a letter, its nudge and their template.
pub(super) fn journal() -> Journal {
    Journal::new(&[
        ("asklog.yaml", "lang: zh-TW\ntimezone: Asia/Taipei\nname: 陳品妤\nme: {goal: 轉職}\nchannels: {meetup: {}}\n"),
        ("requests/2026/first.md", FIRST),
        ("requests/2026/nudge.md", NUDGE),
        ("templates/blind-spot.md", TEMPLATE),
    ])
}

/// An editor with one more document open, its text holding the cursor at `│`; and where that is.
pub(super) fn at(journal: &Journal, path: &str, source: &str) -> (Editor, [usize; 2]) {
    let mut editor = Editor::of(journal, "utf-16");
    let text = source.replace('│', "");
    editor.open(path, &text);
    editor.diagnostics(path);
    let before = source.split('│').next().unwrap_or_default();
    let column = before.rsplit('\n').next().unwrap_or_default().encode_utf16().count();
    (editor, [before.matches('\n').count(), column])
}

fn completed(path: &str, source: &str) -> Vec<(String, String)> {
    let (mut editor, [line, column]) = at(&journal(), path, source);
    let list = editor.ask_at("textDocument/completion", path, line, column);
    let word = |item: &Value, pointer: &str| item.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned();
    list["items"]
        .as_array()
        .unwrap_or_else(|| panic!("{list}"))
        .iter()
        .map(|item| (word(item, "/label"), word(item, "/textEdit/newText")))
        .collect()
}

#[test]
fn completes_keys_and_words() {
    let labels = |source: &str| completed("requests/x.md", source).into_iter().map(|(label, _)| label).collect::<Vec<_>>();
    let keys = labels("---\nkind: nudge\nre│\n---\n");
    assert!(keys.contains(&"replied".to_owned()) && !keys.contains(&"kind".to_owned()), "{keys:?}");
    assert_eq!(labels("---\nto: {name: x, │}\n---\n"), ["call", "role", "org", "background", "why", "tie", "handle"]);
    let rules = labels("---\nallow:\n  too│");
    assert!(rules.contains(&"too-long".to_owned()) && rules.contains(&"unknown-key".to_owned()));
    for never in ["invalid-yaml", "missing-key", "template-syntax", "unused-allow"] {
        assert!(!rules.contains(&never.to_owned()), "{never} cannot be allowed in a request");
    }
    let opened = completed("requests/x.md", "---\nkind: nudge\nallow: │\n---\n");
    assert!(opened.contains(&("too-long".to_owned(), "\n  too-long: ".to_owned())), "{opened:?}");
    assert_eq!(labels("---\nallow: │\n  too-long: short\n---\n"), Vec::<String>::new());
    assert!(labels("---\nallow: {│}\n---\n").contains(&"too-long".to_owned()));
    let open = labels("---\nkind: nudge\nto: A\nre│\n\nDear A,\n");
    assert!(open.contains(&"replied".to_owned()) && !open.contains(&"kind".to_owned()), "a fence that never closes: {open:?}");
    assert!(labels("---\nkind: │").contains(&"ask-learning".to_owned()));
    assert!(labels("---\nchannel: m│").contains(&"meetup".to_owned()));
    assert_eq!(labels("---\nto:\n  tie: │\n---\n"), ["none", "weak", "dormant", "warm", "strong"]);
    assert!(labels("---\noutcome: [answer, │]\n---\n").contains(&"meeting".to_owned()));
    assert_eq!(labels("---\nclose_reason: │"), ["no-reply", "withdrawn", "bounced", "solved"]);
    assert_eq!(labels("---\ntemplate: │\n---\n"), ["blind-spot@2", "blind-spot@1"]);
    assert_eq!(labels("---\nto: 林雅婷\nfollows: │\n---\n"), ["nudge", "first"]);
    assert_eq!(labels("---\ntags:\n  - │\n---\n"), ["ga4", "統計"]);
    assert_eq!(labels("---\nsent: │\n---\n"), ["2026-04-12"]);
    assert_eq!(labels("---\nkind: nudge\n---\n\nHello │\n"), Vec::<String>::new());
    let variables = completed("templates/y.md", "---\ntitle: y\nvariables: {topic: 主題}\n---\n{{ │ }}\n");
    assert_eq!(variables.iter().map(|(label, _)| label.as_str()).collect::<Vec<_>>(), ["topic", "recipient", "your_name", "today", "goal"]);
    let settings = completed("asklog.yaml", "lang: zh-TW\nfollow_up:\n  wi│\n");
    assert!(settings.contains(&("window".to_owned(), "window: ".to_owned())), "{settings:?}");
}

#[test]
fn a_known_person_brings_what_is_known() {
    let whole = completed("requests/x.md", "---\nto: │\n---\n");
    assert_eq!(whole, [("林雅婷".to_owned(), "林雅婷".to_owned())], "the newest entry says no more than the name");
    let journal = journal();
    std::fs::remove_file(journal.root().join("requests/2026/nudge.md")).expect("removed");
    for (source, inserted) in [
        ("---\nto: │\n---\n", "{name: 林雅婷, call: 雅婷經理, role: 經理, org: 日光選物, tie: weak}"),
        ("---\nto:\n  name: 林│\n  role: 顧問\n---\n", "林雅婷\n  call: 雅婷經理\n  org: 日光選物\n  tie: weak"),
        ("---\nto: {name: │}\n---\n", "林雅婷, call: 雅婷經理, role: 經理, org: 日光選物, tie: weak"),
    ] {
        let (mut editor, [line, column]) = at(&journal, "requests/x.md", source);
        let list = editor.ask_at("textDocument/completion", "requests/x.md", line, column);
        assert_eq!(list["items"][0]["textEdit"]["newText"], inserted, "{source}");
        assert_eq!(list["items"][0]["detail"], "經理 日光選物");
    }
}

/// What is said of a place. What is known of the whole journal comes a moment later: it is asked until `words` are said.
fn hovered(path: &str, source: &str, words: &str) -> String {
    let (mut editor, [line, column]) = at(&journal(), path, source);
    let mut said = String::new();
    for _ in 0..200 {
        let answer = editor.ask_at("textDocument/hover", path, line, column);
        said = answer.pointer("/contents/value").and_then(Value::as_str).unwrap_or_default().to_owned();
        if said.contains(words) {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    said
}

#[test]
fn explains_what_stands_there() {
    for (source, words) in [
        ("---\nchan│nel: email\n---\n", "用什麼管道寄出"),
        ("---\nchannel: em│ail\n---\n", "電子郵件"),
        ("---\nto: 王\nfollows: fi│rst\n---\n", "已回覆"),
        ("---\ntemplate: blind-│spot@2\n---\n", "第 1 版：滿觀察期的 1 封中 1 封有回覆"),
        ("---\ntemplate: blind-│spot@1\n---\n", "學習盲點，第 1 版"),
        ("---\ntemplate: blind-│spot\n---\n", "學習盲點，第 2 版"),
        ("---\nto: 王\nallow: {too-│long: x}\n---\n", "too-long"),
        ("---\nto: 王\nchannel: em│ial\n---\n", "unknown-value"),
        ("---\nto: 王\n---\n\nH│i\n", "no-ask"),
    ] {
        let said = hovered("requests/x.md", source, words);
        assert!(said.contains(words), "{source}: {said}");
    }
    assert!(hovered("templates/y.md", "---\ntitle: y\nvariables: {topic: 主題}\n---\n{{ to│pic }}\n", "主題").contains("主題"));
    assert_eq!(hovered("requests/x.md", "---\nkind: nudge\n---\n│\n", ""), "");
}

/// The text after all edits of a document, applied from the last to the first.
fn applied(text: &str, edits: &Value) -> String {
    let mut edits: Vec<Value> = edits.as_array().expect("edits").clone();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit["range"]["start"]["line"].as_u64()));
    let mut lines: Vec<String> = text.split_inclusive('\n').map(ToOwned::to_owned).collect();
    for edit in edits {
        let line = |end: &str| usize::try_from(edit["range"][end]["line"].as_u64().expect("a line")).expect("small");
        assert!(edit["range"]["start"]["character"] == 0, "whole lines: {edit}");
        let end = if edit["range"]["end"]["character"] == 0 { line("end") } else { line("end") + 1 };
        lines.splice(line("start")..end, [edit["newText"].as_str().expect("text").to_owned()]);
    }
    lines.concat()
}

/// The actions at a place, by title: the text after each, or why it cannot be done.
fn actions(source: &str) -> Vec<(String, String)> {
    let path = "requests/x.md";
    let (mut editor, [line, column]) = at(&journal(), path, source);
    let uri = editor.uri(path);
    let place = json!({"line": line, "character": column});
    let found = editor.ask(
        "textDocument/codeAction",
        json!({"textDocument": {"uri": uri}, "range": {"start": place, "end": place}, "context": {"diagnostics": []}}),
    );
    let text = source.replace('│', "");
    let done = |action: &Value| match action.pointer("/disabled/reason") {
        Some(reason) => format!("refused: {}", reason.as_str().unwrap_or_default()),
        None => applied(&text, &action["edit"]["documentChanges"][0]["edits"]),
    };
    found
        .as_array()
        .unwrap_or_else(|| panic!("{found}"))
        .iter()
        .map(|action| (action["title"].as_str().expect("words").to_owned(), done(action)))
        .collect()
}

#[test]
fn acts_in_its_own_lines() {
    let found = actions("---\r\nto: 王\r\nchannel: emia│l   # 管道\r\n---\r\n");
    assert_eq!(found[0], ("改成 email".to_owned(), "---\r\nto: 王\r\nchannel: email   # 管道\r\n---\r\n".to_owned()));
    assert!(found.iter().any(|(title, text)| title.contains("允許 unknown-value") && text.contains("unknown-value: ")), "{found:#?}");
    let found = actions(
        "---\nto: {name: 林雅婷, call: 雅婷經理}\nchannel: email\nsubject: 請教一個盲點\n---\n│\n雅婷經理您好，\n\n讀了您寫的文章，我照著試了三週，卡在漏斗的定義。想請教一個問題：先學工具還是先補統計？不回也沒關係。\n",
    );
    let sent = found.iter().find(|(title, _)| title.contains("記為已寄出")).unwrap_or_else(|| panic!("{found:#?}"));
    assert!(sent.1.contains("\nsent: 2026-04-12\n"), "{}", sent.1);
    let found =
        actions("---\nto: {name: 林雅婷, call: 雅婷經理}\nchannel: email\n---\n│\n{{ recipient }}您好，\n\n先學工具還是先補統計？\n");
    assert!(found.iter().any(|(title, why)| title.contains("記為已寄出") && why.starts_with("refused: ")), "{found:#?}");
    let found = actions("---\nto: 王\nreplied: │2026/4/1 \nkind: giv\n---\n");
    let all = found.iter().find(|(title, _)| title.contains("asklog fix")).unwrap_or_else(|| panic!("{found:#?}"));
    assert_eq!(all.1, "---\nto: 王\nreplied: 2026-04-01\nkind: give\n---\n");
    for (value, listed) in [("outcome: answer # one", "[answer]"), ("tags: ga4", "[ga4]"), ("tags: 'a:b'", "[\"a:b\"]")] {
        let found = actions(&format!("---\nto: 王\n{}\n---\n", value.replacen(": ", ": │", 1)));
        let made = found.iter().find(|(title, _)| *title == format!("寫成清單：{listed}")).unwrap_or_else(|| panic!("{found:#?}"));
        let (key, rest) = value.split_once(": ").expect("a key");
        let comment = rest.find(" #").map_or("", |at| &rest[at..]);
        assert_eq!(made.1, format!("---\nto: 王\n{key}: {listed}{comment}\n---\n"));
    }
    for value in ["outcome: anser", "tags: a, b", "tags: 一、二", "tags: {a: b}"] {
        let found = actions(&format!("---\nto: 王\n{}\n---\n", value.replacen(": ", ": │", 1)));
        assert!(!found.iter().any(|(title, _)| title.starts_with("寫成清單")), "{value}: more than one reading: {found:#?}");
    }
}

#[test]
fn an_editor_that_shows_no_disabled_action_is_told_why_all_the_same() {
    let path = "requests/x.md";
    let text = "---\nto: {name: 林雅婷, call: 雅婷經理}\nchannel: email\n---\n\n{{ recipient }}您好，\n\n先學工具還是先補統計？\n";
    let journal = journal();
    let mut editor = Editor::that_can(&journal, &json!({}));
    editor.open(path, text);
    let (uri, place) = (editor.uri(path), json!({"line": 5, "character": 0}));
    let asked = json!({"textDocument": {"uri": uri}, "range": {"start": place, "end": place}, "context": {"diagnostics": []}});
    let found = editor.ask("textDocument/codeAction", asked);
    let title = |action: &Value| action["title"].as_str().unwrap_or_default().to_owned();
    let told = found.as_array().expect("a list").iter().find(|action| title(action).starts_with("這封信還不能寄出：")).expect("why");
    assert_eq!((&told["disabled"], &told["edit"]["changes"][uri.as_str()]), (&Value::Null, &json!([])), "{told}");
    assert!(!found.as_array().expect("a list").iter().any(|action| title(action).starts_with("記為已寄出")), "{found}");
}

#[test]
fn goes_from_name_to_entry_and_back() {
    let journal = journal();
    let mut editor = Editor::of(&journal, "utf-16");
    let (first, nudge, template) = ("requests/2026/first.md", "requests/2026/nudge.md", "templates/blind-spot.md");
    editor.open(nudge, NUDGE);
    editor.diagnostics(nudge);
    let to = editor.ask_at("textDocument/definition", nudge, 3, 11);
    assert_eq!(to["uri"], editor.uri(first));
    let to = editor.ask_at("textDocument/definition", nudge, 4, 14);
    assert_eq!(to["uri"], editor.uri(template));
    assert_eq!(editor.ask_at("textDocument/definition", nudge, 1, 8), Value::Null);
    let uri = editor.uri(nudge);
    let asked = json!({"textDocument": {"uri": uri}, "position": {"line": 4, "character": 14}, "context": {"includeDeclaration": true}});
    let all = editor.ask("textDocument/references", asked);
    let places: Vec<_> =
        all.as_array().expect("a list").iter().map(|place| (place["uri"].clone(), place["range"]["start"]["line"].clone())).collect();
    let (first, nudge, template) = (editor.uri(first), editor.uri(nudge), editor.uri(template));
    assert_eq!(places, [(json!(template), json!(0)), (json!(first), json!(5)), (json!(nudge), json!(4))]);
}

#[test]
fn outlines_a_document_and_tells_its_length() {
    let journal = journal();
    let mut editor = Editor::of(&journal, "utf-16");
    let path = "requests/2026/first.md";
    editor.open(path, FIRST);
    let uri = editor.uri(path);
    let symbols = editor.ask("textDocument/documentSymbol", json!({"textDocument": {"uri": uri}}));
    let names: Vec<&str> = symbols.as_array().expect("a list").iter().filter_map(|symbol| symbol["name"].as_str()).collect();
    assert_eq!(names, ["開頭資料", "訊息", "回覆"]);
    assert_eq!(symbols[0]["children"][1]["name"], "to");
    assert_eq!(symbols[2]["selectionRange"]["start"]["line"], 15);
    let range = json!({"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}});
    let hints = editor.ask("textDocument/inlayHint", json!({"textDocument": {"uri": uri}, "range": range}));
    assert_eq!(hints[0]["position"], json!({"line": 11, "character": 7}));
    let label = hints[0]["label"].as_str().expect("words");
    assert!(label.starts_with("24 字"), "the greeting is not counted, as the rule does: {label}");
}

#[test]
fn an_editor_that_says_it_renames_files_takes_them_among_changes_of_documents() {
    // As Neovim greets: it does not say `documentChanges`.
    let journal = journal();
    let neovim = json!({"workspace": {"workspaceEdit": {"resourceOperations": ["rename", "create", "delete"]}}});
    let mut editor = Editor::that_can(&journal, &neovim);
    editor.open("requests/2026/nudge.md", NUDGE);
    let position = json!({"line": 3, "character": 11});
    let params = json!({"textDocument": {"uri": editor.uri("requests/2026/nudge.md")}, "position": position, "newName": "second"});
    let answer = editor.ask("textDocument/rename", params);
    assert_eq!(answer["documentChanges"][1]["newUri"], editor.uri("requests/2026/second.md"), "{answer}");
}

#[test]
fn renames_an_id_everywhere() {
    let journal = journal();
    let mut editor = Editor::of(&journal, "utf-16");
    let (first, nudge, template) = ("requests/2026/first.md", "requests/2026/nudge.md", "templates/blind-spot.md");
    editor.open(nudge, NUDGE);
    let asked = |editor: &Editor, path: &str, line: usize, column: usize, name: &str| json!({"textDocument": {"uri": editor.uri(path)}, "position": {"line": line, "character": column}, "newName": name});
    let prepared = editor.ask_at("textDocument/prepareRename", nudge, 3, 11);
    assert_eq!(prepared["placeholder"], "first");
    let params = asked(&editor, nudge, 3, 11, "2026-03-01-林雅婷");
    let steps = editor.ask("textDocument/rename", params)["documentChanges"].clone();
    assert_eq!(steps.as_array().map(Vec::len), Some(2));
    assert_eq!(applied(NUDGE, &steps[0]["edits"]), NUDGE.replace("follows: first", "follows: 2026-03-01-林雅婷"));
    assert_eq!(steps[0]["textDocument"]["version"], 1);
    assert_eq!(
        steps[1],
        json!({"kind": "rename", "oldUri": editor.uri(first), "newUri": editor.uri("requests/2026/2026-03-01-林雅婷.md")})
    );
    let params = asked(&editor, nudge, 4, 12, "spot@2");
    let steps = editor.ask("textDocument/rename", params)["documentChanges"].clone();
    assert_eq!(applied(FIRST, &steps[0]["edits"]), FIRST.replace("blind-spot@1", "spot@1"));
    assert_eq!(applied(NUDGE, &steps[1]["edits"]), NUDGE.replace("blind-spot@2", "spot@2"));
    assert_eq!(steps[2]["newUri"], editor.uri("templates/spot.md"));
    let refusals = [
        ("nudge", "nudge"),
        ("a/b", "`/`"),
        ("a:b", "`:`"),
        ("", "請輸入新的檔名"),
        (".hidden", "`.hidden`"),
        ("CON", "`con`"),
        ("aux", "`aux`"),
        ("Com1.2026", "`com1`"),
        ("first.", "空白或句點"),
        ("first ", "空白或句點"),
        (" first", "空白或句點"),
        ("first@2", "`first@2`"),
        ("first (conflicted copy)", "不能當檔名"),
    ];
    for (name, words) in refusals {
        let params = asked(&editor, nudge, 3, 11, name);
        let refused = editor.ask("textDocument/rename", params);
        assert!(refused["message"].as_str().is_some_and(|said| said.contains(words)), "{refused}");
    }
    for name in ["first", "first.md"] {
        let params = asked(&editor, nudge, 3, 11, name);
        assert_eq!(editor.ask("textDocument/rename", params), Value::Null, "the name stays");
    }
    let prepared = editor.ask_at("textDocument/prepareRename", nudge, 1, 8);
    assert_eq!(prepared, Value::Null);
    let prepared = editor.ask_at("textDocument/prepareRename", nudge, 0, 0);
    assert_eq!(prepared["placeholder"], "nudge", "an entry's own first line");
    let _ = template;
}
