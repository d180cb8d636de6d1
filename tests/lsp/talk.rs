//! Greeting and leaving, and messages that no server of ours knows.

use serde_json::{Value, json};

use super::editor::Editor;
use crate::program::Journal;

#[test]
fn agrees_on_columns_and_leaves_in_order() {
    let journal = Journal::new(&[]);
    for (offered, agreed) in [("utf-8", "utf-8"), ("utf-16", "utf-16"), ("utf-32", "utf-32"), ("other", "utf-16")] {
        let editor = Editor::of(&journal, offered);
        assert_eq!(editor.greeting["capabilities"]["positionEncoding"], agreed);
        assert_eq!(editor.greeting["serverInfo"]["name"], "asklog");
        assert_eq!(editor.leave(), 0);
    }
    assert_eq!(Editor::of(&journal, "utf-16").hang_up(), 1, "an editor that is gone");
    assert_eq!(Editor::silent(&journal).hang_up(), 1, "an editor that never spoke");
}

#[test]
fn answers_what_it_does_not_know() {
    let journal = Journal::new(&[]);
    let mut editor = Editor::silent(&journal);
    assert_eq!(editor.ask("textDocument/hover", json!({}))["code"], -32002, "initialize comes first");
    assert_eq!(editor.ask("initialize", json!(7))["code"], -32602);
    drop(editor);
    let mut editor = Editor::of(&journal, "utf-16");
    assert_eq!(editor.ask("no/such", Value::Null)["code"], -32601);
    assert_eq!(editor.ask("initialize", json!({}))["code"], -32600);
    for (method, params) in [
        ("$/cancelRequest", json!({"id": 7})),
        ("$/setTrace", json!({"value": "off"})),
        ("textDocument/didOpen", json!({"nothing": 1})),
        ("textDocument/didChange", json!([])),
        ("textDocument/didChange", json!({"textDocument": {"uri": "file:///none.md", "version": 3}, "contentChanges": [{"text": "x"}]})),
        ("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": 7}, {"uri": "file:///none/asklog.yaml", "type": 3}]})),
    ] {
        editor.tell(method, params);
    }
    assert_eq!(editor.ask("shutdown", Value::Null), Value::Null);
    assert_eq!(editor.ask("shutdown", Value::Null)["code"], -32600, "after the leave nothing is asked");
}

#[test]
fn asks_the_editor_to_watch_the_files() {
    let journal = Journal::new(&[]);
    let mut editor = Editor::of(&journal, "utf-16");
    editor.until("a registration", |editor| editor.requests.iter().any(|asked| asked["method"] == "client/registerCapability"));
}

#[test]
fn answers_what_is_no_message_and_goes_on() {
    let journal = Journal::new(&[]);
    let mut editor = Editor::of(&journal, "utf-16");
    for (body, code, id) in [
        ("{\"jsonrpc\": \"2.0\", ", -32700, Value::Null),
        ("not JSON", -32700, Value::Null),
        ("[]", -32600, Value::Null),
        ("{\"id\": 99999999999, \"method\": \"shutdown\"}", -32600, json!(99_999_999_999_i64)),
    ] {
        editor.send_bytes(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
        let refused = editor.refusal();
        assert_eq!((&refused["error"]["code"], &refused["id"]), (&json!(code), &id), "{refused}");
    }
    editor.send(&json!({"id": null, "error": {"code": 1, "message": "an answer to nobody"}}));
    assert_eq!(editor.leave(), 0);
}

#[test]
fn says_why_it_cannot_go_on() {
    let journal = Journal::new(&[("asklog.yaml", "lang: en\ntimezone: Asia/Taipei\n")]);
    for (bytes, why) in [
        ("GET / HTTP/1.1\r\n\r\n", "`GET / HTTP/1.1` is not a message header"),
        ("Content-Length: many\r\n\r\n{}", "`Content-Length: many` is not a message header"),
        ("Content-Length: 400\r\n\r\n{}", "the input ends in the middle of a message"),
        ("Content-Type: x\r\n\r\n{}", "a message came without its Content-Length"),
    ] {
        for mut editor in [Editor::of(&journal, "utf-16"), Editor::silent(&journal)] {
            editor.send_bytes(bytes.as_bytes());
            let (status, said) = editor.ended();
            assert_eq!(status, 2, "{bytes:?}: {said}");
            assert!(said.contains(why), "{bytes:?}: {said}");
        }
    }
}

#[test]
fn a_folder_that_is_no_journal_is_said_once() {
    let journal = Journal::new(&[("asklog.yaml", "lang: en\ntimezone: Asia/Taipei\n"), ("requests/a.md", "no fence\n")]);
    let elsewhere = tempfile::tempdir().expect("a folder");
    let folder = |path: &std::path::Path| json!({"uri": format!("file://{}", path.display()), "name": "x"});
    let greet = |folders: Value| {
        let mut editor = Editor::silent(&journal);
        editor.ask("initialize", json!({"processId": null, "rootUri": null, "capabilities": {}, "workspaceFolders": folders}));
        editor.tell("initialized", json!({}));
        editor
    };
    let mut editor = greet(json!([folder(elsewhere.path())]));
    editor.until("the log", |editor| !editor.logged.is_empty());
    assert!(editor.logged[0].contains("no journal in"), "{:?}", editor.logged);
    // A file of a journal is looked at all the same.
    editor.open("requests/a.md", "no fence\n");
    assert_eq!(editor.diagnostics("requests/a.md").len(), 1);
    assert_eq!(editor.logged.len(), 1);
    assert_eq!(editor.leave(), 0);

    // Of two folders one is a journal; when that is closed, what was told of it is taken back.
    let mut editor = greet(json!([folder(elsewhere.path()), folder(journal.root())]));
    let uri = editor.uri("requests/a.md");
    let told = |editor: &Editor, uri: &str| editor.told.get(uri).map(|(_, found)| found.len());
    editor.until("the finding of a closed file", |editor| told(editor, &uri) == Some(1));
    assert_eq!(editor.logged, Vec::<String>::new());
    editor.tell("workspace/didChangeWorkspaceFolders", json!({"event": {"added": [], "removed": [folder(journal.root())]}}));
    editor.until("nothing told any more", |editor| told(editor, &uri) == Some(0));
    editor.tell("workspace/didChangeWorkspaceFolders", json!({"event": {"added": [folder(journal.root())], "removed": []}}));
    editor.until("told again", |editor| told(editor, &uri) == Some(1));
    assert_eq!(editor.leave(), 0);
}
