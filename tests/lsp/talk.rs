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
