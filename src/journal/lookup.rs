//! What a journal holds: its entries by path and by id, read or not, and their texts.

use super::load::Journal;
use super::request::Request;
use super::template::MessageTemplate;
use crate::text::normal::{fold_id, folded_id};

impl Journal {
    /// The readable request of a file.
    pub(crate) fn request_at(&self, path: &str) -> Option<&Request> {
        let at = self.requests.binary_search_by(|request| request.path().cmp(path)).ok()?;
        self.requests.get(at)
    }

    /// Every request that was read at all: what the checks run on.
    pub(crate) fn checked_requests(&self) -> impl Iterator<Item = &Request> {
        self.requests.iter().chain(&self.half_read)
    }

    /// The requests of which it cannot be told whom they name, by path, with their texts.
    pub(crate) fn unread_requests(&self) -> impl Iterator<Item = (&str, &str)> {
        let half = self.half_read.iter().filter(|request| request.to.is_none());
        let half = half.map(|request| (request.path(), request.document.text.as_str()));
        let none = self.texts.iter().filter(|(path, _)| path.starts_with("requests/"));
        half.chain(none.map(|(path, text)| (path.as_str(), text.as_str())))
    }

    /// Every template that was read at all.
    pub(crate) fn checked_templates(&self) -> impl Iterator<Item = &MessageTemplate> {
        self.templates.iter().chain(&self.half_read_templates)
    }

    /// The paths of all entries of a folder (`requests/` or `templates/`), unreadable ones included.
    pub(crate) fn paths(&self, folder: &str) -> Vec<&str> {
        let requests = self.checked_requests().map(Request::path);
        let templates = self.checked_templates().map(MessageTemplate::path);
        let mut paths: Vec<&str> =
            requests.chain(templates).chain(self.texts.keys().map(String::as_str)).filter(|path| path.starts_with(folder)).collect();
        paths.sort_unstable();
        paths
    }

    /// The request of an id, compared after NFC and case folding.
    pub(crate) fn request(&self, id: &str) -> Option<&Request> {
        let all = self.requests.iter().enumerate().rev().map(|(at, request)| (fold_id(&request.id), at));
        let by_id = self.by_id.get_or_init(|| all.collect());
        let first = &self.requests[*by_id.get(&*folded_id(id))?];
        // Of several that differ by case or form alone, the one that is written so.
        let exact = if first.id == id { Some(first) } else { self.requests.iter().find(|request| request.id == id) };
        exact.or(Some(first))
    }

    /// The template of an id.
    pub(crate) fn template(&self, id: &str) -> Option<&MessageTemplate> {
        let folded = fold_id(id);
        self.templates
            .iter()
            .find(|template| template.id == id)
            .or_else(|| self.templates.iter().find(|template| fold_id(&template.id) == folded))
    }

    /// A file's text, for showing a place in it; `None` for a file that could not be read.
    pub(crate) fn source(&self, path: &str) -> Option<&str> {
        if path == self.settings.document.path {
            return Some(&self.settings.document.text);
        }
        if let Some(request) = self.request_at(path) {
            return Some(&request.document.text);
        }
        let others = self.half_read.iter().map(|request| &request.document);
        let templates = self.checked_templates().map(|template| &template.document);
        others
            .chain(templates)
            .find(|document| document.path == path)
            .map(|document| document.text.as_str())
            .or_else(|| self.texts.get(path).map(String::as_str))
    }
}
