//! Which question goes to which file, and its answer as the protocol has it.

use lsp_types::{
    CodeActionKind, CodeActionParams, DocumentSymbolParams, InlayHintParams, Location, Position, ReferenceParams, RenameParams,
    TextDocumentPositionParams, Uri,
};
use serde::Serialize;
use serde_json::Value;

use super::asked::Asked;
use super::places::{self, Named};
use super::positions::Places;
use super::server::{Refused, Server, params};
use super::{actions, completion, hover, length, rename, symbols, uri};
use crate::diagnostic::Span;

fn json(answer: impl Serialize) -> Result<Value, Refused> {
    serde_json::to_value(answer).map_err(|error| Refused::Cannot(error.to_string()))
}

impl Server {
    /// The answer to a request.
    ///
    /// # Errors
    /// Why there is none. A document that is no part of a journal, or a place where nothing is, has the answer nothing.
    pub(super) fn answer(&self, method: &str, asked: Value) -> Result<Value, Refused> {
        let document = asked.pointer("/textDocument/uri").and_then(Value::as_str).unwrap_or_default().to_owned();
        let about = |answer: &dyn Fn(&Asked<'_>) -> Result<Value, Refused>| self.about(&document, answer);
        let at = || params::<TextDocumentPositionParams>(asked.clone()).map(|at| at.position).ok_or(Refused::Params);
        match method {
            "textDocument/completion" => {
                let position = at()?;
                about(&|asked| json(completion::complete(asked, position)))
            }
            "textDocument/hover" => {
                let position = at()?;
                about(&|asked| json(hover::hover(asked, position)))
            }
            "textDocument/definition" => {
                let position = at()?;
                about(&|asked| json(self.definition(asked, position)))
            }
            "textDocument/references" => {
                let wanted: ReferenceParams = params(asked.clone()).ok_or(Refused::Params)?;
                let position = wanted.text_document_position_params.position;
                about(&|asked| json(self.references(asked, position, wanted.context.include_declaration)))
            }
            "textDocument/documentSymbol" => {
                params::<DocumentSymbolParams>(asked.clone()).ok_or(Refused::Params)?;
                about(&|asked| json(symbols::symbols(asked)))
            }
            "textDocument/codeAction" => {
                let wanted: CodeActionParams = params(asked.clone()).ok_or(Refused::Params)?;
                let only: Option<Vec<String>> = wanted.context.only.map(|kinds| kinds.iter().map(|kind| kind.to_string()).collect());
                let wants = |kind: &CodeActionKind| {
                    let kind = kind.to_string();
                    only.as_ref().is_none_or(|only| {
                        only.iter().any(|wanted| kind == *wanted || kind.starts_with(&format!("{wanted}.")) || wanted.is_empty())
                    })
                };
                about(&|asked| json(actions::actions(asked, wanted.range, wants)))
            }
            "textDocument/prepareRename" => {
                let position = at()?;
                about(&|asked| json(places::named(asked, position).map(|named| rename::prepare(asked, &named))))
            }
            "textDocument/rename" => {
                let wanted: RenameParams = params(asked.clone()).ok_or(Refused::Params)?;
                let position = wanted.text_document_position_params.position;
                about(&|asked| self.renamed(asked, position, &wanted.new_name))
            }
            "textDocument/inlayHint" => {
                let wanted: InlayHintParams = params(asked.clone()).ok_or(Refused::Params)?;
                about(&|asked| json(length::hints(asked, wanted.range)))
            }
            _ => Err(Refused::Unknown),
        }
    }

    /// The answer about an open document of a journal; nothing about another.
    fn about(&self, uri: &str, answer: &dyn Fn(&Asked<'_>) -> Result<Value, Refused>) -> Result<Value, Refused> {
        let Some((root, path)) = self.place(uri) else { return Ok(Value::Null) };
        let (Some(shelf), Some(buffer)) = (self.shelves.get(&root), self.buffers.get(uri)) else { return Ok(Value::Null) };
        answer(&Asked {
            shelf,
            client: &self.client,
            uri,
            path: &path,
            version: Some(buffer.version),
            text: &buffer.text,
            places: Places::of(&buffer.text, self.client.encoding),
            now: self.outside.now(shelf.journal.settings.zone),
        })
    }

    fn definition(&self, asked: &Asked<'_>, position: Position) -> Option<Location> {
        let named = places::named(asked, position).filter(|named| named.span.is_some())?;
        Some(self.beginning(asked, &named))
    }

    /// The first line of an entry.
    fn beginning(&self, asked: &Asked<'_>, named: &Named) -> Location {
        let uri = self.address(asked, &named.path);
        let start = Position { line: 0, character: 0 };
        Location { uri: Uri(uri), range: lsp_types::Range { start, end: start } }
    }

    fn references(&self, asked: &Asked<'_>, position: Position, with_itself: bool) -> Vec<Location> {
        let Some(named) = places::named(asked, position) else { return Vec::new() };
        let itself = with_itself.then(|| self.beginning(asked, &named));
        let mentions = places::mentions(asked, &named).into_iter().map(|mention| {
            let document = mention.document;
            Location { uri: Uri(self.address(asked, &document.path)), range: self.range(&document.text, mention.span) }
        });
        itself.into_iter().chain(mentions).collect()
    }

    fn range(&self, text: &str, span: Span) -> lsp_types::Range {
        // An open document has no mark before its text: its places are those of the file without one.
        Places::of_file(text, self.client.encoding).range(span)
    }

    fn renamed(&self, asked: &Asked<'_>, position: Position, wanted: &str) -> Result<Value, Refused> {
        let Some(named) = places::named(asked, position) else { return Ok(Value::Null) };
        let open = |path: &str| {
            let uri = self.address(asked, path);
            self.buffers.get(&uri).map(|buffer| (uri, buffer.version, buffer.text.clone()))
        };
        let renamed = rename::rename(asked, &named, wanted, open);
        renamed.map_err(|cause| Refused::Cannot(cause.say(&asked.shelf.labels))).and_then(json)
    }

    /// The address of a file of the journal, as the editor writes it where it is open.
    fn address(&self, asked: &Asked<'_>, path: &str) -> String {
        let held = self.buffers.at(&asked.shelf.root, path).map(|buffer| buffer.uri.clone());
        held.unwrap_or_else(|| uri::of_path(&asked.shelf.root.join(path)))
    }
}
