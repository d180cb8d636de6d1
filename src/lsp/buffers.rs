//! The documents that the editor holds, with their unsaved text.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use lsp_types::TextDocumentContentChangeEvent as Change;

use super::positions::{Encoding, Places};

/// An open document.
#[derive(Clone, Debug)]
pub(super) struct Buffer {
    /// The address as the editor writes it.
    pub(super) uri: String,
    /// The editor's number of this text.
    pub(super) version: i32,
    /// The text.
    pub(super) text: String,
    /// Its journal's folder and its path there; `None` for one that is no part of a journal.
    pub(super) place: Option<(PathBuf, String)>,
}

/// All open documents, by address.
#[derive(Debug, Default)]
pub(super) struct Buffers {
    all: BTreeMap<String, Buffer>,
}

impl Buffers {
    /// A document was opened.
    pub(super) fn open(&mut self, uri: &str, version: i32, text: String, place: Option<(PathBuf, String)>) {
        self.all.insert(uri.to_owned(), Buffer { uri: uri.to_owned(), version, text, place });
    }

    /// A document belongs elsewhere than was known.
    pub(super) fn put(&mut self, uri: &str, place: Option<(PathBuf, String)>) {
        if let Some(buffer) = self.all.get_mut(uri) {
            buffer.place = place;
        }
    }

    /// A document was closed.
    pub(super) fn close(&mut self, uri: &str) {
        self.all.remove(uri);
    }

    /// A document changed, one change after another; changes of one that is not open are nobody's.
    pub(super) fn change(&mut self, uri: &str, version: i32, changes: Vec<Change>, encoding: Encoding) {
        let Some(buffer) = self.all.get_mut(uri) else { return };
        buffer.version = version;
        for change in changes {
            match change {
                Change::TextDocumentContentChangeWholeDocument(whole) => buffer.text = whole.text,
                Change::TextDocumentContentChangePartial(part) => {
                    let span = Places::of(&buffer.text, encoding).span(part.range);
                    buffer.text.replace_range(span.range(), &part.text);
                }
            }
        }
    }

    /// The document of an address.
    pub(super) fn get(&self, uri: &str) -> Option<&Buffer> {
        self.all.get(uri)
    }

    /// The document at a path of a journal.
    pub(super) fn at(&self, root: &Path, path: &str) -> Option<&Buffer> {
        self.all.values().find(|buffer| buffer.place.as_ref().is_some_and(|(own, at)| own == root && at == path))
    }

    /// All of them.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Buffer> {
        self.all.values()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn change(line: u32, from: u32, to: u32, text: &str) -> Change {
        let at = |character| serde_json::json!({"line": line, "character": character});
        serde_json::from_value(serde_json::json!({"range": {"start": at(from), "end": at(to)}, "text": text})).expect("a change")
    }

    #[test]
    fn changes_follow_one_another() {
        let mut buffers = Buffers::default();
        buffers.open("file:///a.md", 1, "to: 林👩x\r\nb".into(), None);
        let changes = vec![change(0, 5, 7, ""), change(0, 5, 5, "雅"), change(1, 0, 99, "c"), change(9, 9, 9, "!")];
        buffers.change("file:///a.md", 2, changes, Encoding::Utf16);
        buffers.change("file:///other.md", 2, vec![change(0, 0, 0, "x")], Encoding::Utf16);
        let buffer = buffers.get("file:///a.md").expect("open");
        assert_eq!((buffer.text.as_str(), buffer.version), ("to: 林雅x\r\nc!", 2));
        buffers.close("file:///a.md");
        assert!(buffers.iter().next().is_none());
    }

    proptest! {
        #[test]
        fn any_change_of_any_text_is_survived(text in "[a林👩\r\n]{0,12}", line in 0_u32..4, from: u8, to: u8, new in "[b雅\n]{0,3}") {
            let mut buffers = Buffers::default();
            buffers.open("u", 1, text, None);
            buffers.change("u", 2, vec![change(line, from.into(), to.into(), &new)], Encoding::Utf16);
            prop_assert!(buffers.get("u").expect("open").text.contains(&new));
        }
    }
}
