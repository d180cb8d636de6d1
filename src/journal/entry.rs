//! Named bytes -> one entry: a request or a template, with everything that is wrong with its file.

use super::document::{Document, FRONT_LIMIT, Split, SplitFault, keys_of_open, split};
use super::format;
use super::request::Request;
use super::settings::Settings;
use super::template::MessageTemplate;
use crate::calendar::Now;
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::disk::Found;
use crate::yaml;

/// One entry's file, read.
#[derive(Clone, Debug)]
pub(crate) struct EntryRead {
    pub(super) path: String,
    pub(super) entry: Entry,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// What a file turned out to be.
#[derive(Clone, Debug)]
pub(super) enum Entry {
    /// An entry of requests/.
    Request(Request),
    /// An entry of templates/.
    Template(Box<MessageTemplate>),
    /// Not even a mapping; the text that could be read, for showing the place.
    Nothing(String),
}

impl EntryRead {
    /// The file, relative to the journal.
    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    /// The same as of another now: of all that is read, only the facts hang on the clock.
    pub(crate) fn at(&self, now: Now) -> EntryRead {
        let mut again = self.clone();
        if let Entry::Request(request) = &mut again.entry {
            request.move_to(now);
        }
        again
    }

    /// The same as of another now, where it was read of these bytes under the same settings. `None` where it must be read
    /// again.
    pub(crate) fn again(&self, bytes: &[u8], now: Now) -> Option<EntryRead> {
        let document = match &self.entry {
            Entry::Request(request) => &request.document.text,
            Entry::Template(template) => &template.document.text,
            Entry::Nothing(_) => return None,
        };
        (document.as_bytes() == bytes).then(|| self.at(now))
    }

    /// What was found in it.
    pub(crate) fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// The request, where it is one that could be read at all, to look at.
    pub(crate) fn as_request(&self) -> Option<&Request> {
        match &self.entry {
            Entry::Request(request) => Some(request),
            _ => None,
        }
    }

    /// The template, where it is one that could be read at all, to look at.
    pub(crate) fn as_template(&self) -> Option<&MessageTemplate> {
        match &self.entry {
            Entry::Template(template) => Some(template),
            _ => None,
        }
    }

    /// The request, where it is one that could be read at all.
    pub(crate) fn request(self) -> Option<Request> {
        match self.entry {
            Entry::Request(request) => Some(request),
            _ => None,
        }
    }

    /// The first finding that makes the entry unreadable.
    pub(super) fn fatal(&self) -> Option<&Diagnostic> {
        self.diagnostics.iter().find(|diagnostic| is_fatal(diagnostic))
    }

    /// Whether nothing makes the entry unreadable.
    pub(crate) fn is_readable(&self) -> bool {
        self.fatal().is_none()
    }

    /// The template, where it is one that could be read at all.
    pub(crate) fn template(self) -> Option<MessageTemplate> {
        match self.entry {
            Entry::Template(template) => Some(*template),
            _ => None,
        }
    }
}

/// Reads one entry's bytes. Its folder tells what it is.
pub(crate) fn entry_from_bytes(found: Found, bytes: Vec<u8>, settings: &Settings, now: Now) -> EntryRead {
    let mut diagnostics: Vec<Diagnostic> = format::name(&found.path).into_iter().collect();
    let entry = match document(&found, bytes, &mut diagnostics) {
        Ok(document) => {
            let (entry, told) = if found.path.starts_with("templates/") {
                let (template, told) = MessageTemplate::read(document, settings, now);
                (Entry::Template(Box::new(template)), told)
            } else {
                let (request, told) = Request::read(document, settings, now);
                (Entry::Request(request), told)
            };
            // A key that could not be read is told once, not again as missing.
            let has_syntax_fault = diagnostics.iter().any(|diagnostic| matches!(diagnostic.rule, "invalid-yaml" | "no-front-matter"));
            diagnostics.extend(told.into_iter().filter(|diagnostic| !(has_syntax_fault && diagnostic.rule == "missing-key")));
            entry
        }
        Err(text) => Entry::Nothing(text),
    };
    EntryRead { path: found.path, entry, diagnostics }
}

/// What is wrong with one file's bytes by themselves.
pub(crate) fn diagnostics_of(found: Found, bytes: Vec<u8>, settings: &Settings, now: Now) -> Vec<Diagnostic> {
    entry_from_bytes(found, bytes, settings, now).diagnostics
}

/// A file taken apart. Of one without front matter that can be read, the text alone, as far as it is text.
fn document(found: &Found, bytes: Vec<u8>, diagnostics: &mut Vec<Diagnostic>) -> Result<Document, String> {
    let path = &found.path;
    if let Some(fault) = &found.fault {
        diagnostics.push(format::disk_fault(path, fault));
        return Err(String::new());
    }
    let source = String::from_utf8(bytes).map_err(|error| {
        let (diagnostic, kept) = format::not_utf8(path, error.as_bytes(), error.utf8_error().valid_up_to());
        diagnostics.push(diagnostic);
        kept
    })?;
    if let Some(conflict) = format::conflict(path, &source) {
        diagnostics.push(conflict);
        return Err(source);
    }
    let Some(parts) = parts(path, &source, diagnostics) else { return Err(source) };
    diagnostics.extend(format::control_characters(path, &source));
    let parsed = yaml::read(&source[parts.front.range()], parts.front.start);
    diagnostics.extend(parsed.faults.iter().map(|fault| format::yaml_fault(path, fault)));
    Ok(Document::of(path, source, parts, parsed.root))
}

/// Where the front matter stands; `None` where there is none, or one too large to be one.
fn parts(path: &str, source: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Split> {
    let size = |parts: &Split| parts.front.end - parts.front.start;
    match split(source) {
        Ok(parts) if size(&parts) > FRONT_LIMIT => {
            diagnostics.push(format::front_too_large(path, first_line(source), size(&parts)));
            None
        }
        Ok(parts) => Some(parts),
        Err(fault) => {
            diagnostics.push(format::no_front_matter(path, first_line(source), &fault));
            // Keys that can be read are, although nothing says where they end.
            let open = (fault == SplitFault::NeverCloses).then(|| keys_of_open(source)).flatten();
            open.filter(|parts| size(parts) <= FRONT_LIMIT)
        }
    }
}

fn first_line(source: &str) -> Span {
    let start = if source.starts_with('\u{feff}') { 3 } else { 0 };
    Span { start, end: start + source[start..].lines().next().map_or(0, |line| line.trim_end().len()) }
}

/// Tells whether a finding makes its entry unreadable: an error of the Format table, but `missing-key`.
fn is_fatal(diagnostic: &Diagnostic) -> bool {
    let is_link = diagnostic.rule == "broken-link";
    is_link || diagnostic.severity == Severity::Error && diagnostic.rule != "missing-key"
}
