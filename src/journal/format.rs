//! The Format table of spec 3 for a whole file: can it be read as what it is?

use super::document::{FRONT_LIMIT, Lookalike, SIZE_LIMIT, SplitFault};
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::disk::{Fault as DiskFault, Litter};
use crate::labels::{Text, text};
use crate::text::control::{holds_control, is_control};
use crate::text::slug::{Unportable, unportable};
use crate::yaml::{Fault, Refusal, Shape};

fn error(rule: &'static str, path: &str, span: Span, message: Text) -> Diagnostic {
    Diagnostic::new(rule, Severity::Error, path, span, message)
}

fn warning(rule: &'static str, path: &str, span: Span, message: Text) -> Diagnostic {
    Diagnostic::new(rule, Severity::Warning, path, span, message)
}

/// Why a file could not even be read.
pub(crate) fn disk_fault(path: &str, fault: &DiskFault) -> Diagnostic {
    let unreadable = |message| error("unreadable-file", path, Span::TOP, message);
    let link = |message| warning("broken-link", path, Span::TOP, message).help(text!("broken-link.help"));
    match fault {
        DiskFault::TooLarge(bytes) => {
            let message = text!("file-too-large.message", size = mib(*bytes), limit = mib(SIZE_LIMIT));
            error("file-too-large", path, Span::TOP, message).help(text!("file-too-large.help"))
        }
        DiskFault::Folder => unreadable(text!("unreadable-file.folder")).help(text!("unreadable-file.folder.help")),
        DiskFault::Special => unreadable(text!("unreadable-file.special")).help(text!("unreadable-file.folder.help")),
        DiskFault::Io(cause) => unreadable(text!("unreadable-file.message"; cause => crate::error::cause(cause)))
            .help(text!("unreadable-file.help", path = path)),
        DiskFault::LinkToNothing(target) => link(text!("broken-link.nothing", target = target.display())),
        DiskFault::LinkToFolder => link(text!("broken-link.folder")),
        DiskFault::LinkLoop => link(text!("broken-link.loop")),
        DiskFault::LinkOut(target) => link(text!("broken-link.out", target = target.display())),
    }
}

fn kib(bytes: usize) -> String {
    format!("{:.1}", bytes as f64 / 1024.0)
}

fn mib(bytes: u64) -> String {
    format!("{:.1} MiB", bytes as f64 / (1024.0 * 1024.0))
}

/// A file that is no entry and lies among them.
pub(crate) fn litter(litter: &Litter) -> Diagnostic {
    let (path, message, help) = match litter {
        Litter::Temporary(path) => (path, text!("stray-file.temporary"), text!("stray-file.temporary.help")),
        Litter::ConflictCopy(path) => (path, text!("stray-file.conflict"), text!("stray-file.conflict.help")),
    };
    Diagnostic::new("stray-file", Severity::Advice, path, Span::TOP, message).help(help)
}

/// A file name that another system cannot hold.
pub(crate) fn name(path: &str) -> Option<Diagnostic> {
    let name = path.rsplit('/').next()?;
    if name.contains(char::REPLACEMENT_CHARACTER) {
        return Some(
            warning("unportable-name", path, Span::TOP, text!("unportable-name.bytes", name = name)).help(text!("unportable-name.help")),
        );
    }
    Some(warning("unportable-name", path, Span::TOP, unportable_name(name)?).help(text!("unportable-name.help")))
}

/// Why Windows or another system cannot hold a file of this name; `None` when all can.
pub(crate) fn unportable_name(name: &str) -> Option<Text> {
    Some(match unportable(name)? {
        Unportable::Reserved(word) => text!("unportable-name.reserved", name = name, word = word),
        Unportable::Character(c) => text!("unportable-name.character", name = name, character = c.escape_default()),
        Unportable::Ending => text!("unportable-name.ending", name = name),
        Unportable::TooLong => text!("unportable-name.long", name = name),
    })
}

/// Bytes that are not UTF-8: the place of the first bad one and what the file likely is.
pub(crate) fn not_utf8(path: &str, bytes: &[u8], valid_up_to: usize) -> (Diagnostic, String) {
    let byte = bytes.get(valid_up_to).copied().unwrap_or_default();
    let line_start = bytes[..valid_up_to].iter().rposition(|&b| b == b'\n').map_or(0, |at| at + 1);
    let line = bytes[..valid_up_to].iter().filter(|&&b| b == b'\n').count() + 1;
    let at = text!("not-utf8.message", line = line, byte = valid_up_to - line_start + 1, hex = format!("0x{byte:02X}"));
    let diagnostic = match likely_encoding(bytes) {
        Some((name, iconv)) => {
            error("not-utf8", path, Span { start: valid_up_to, end: valid_up_to }, text!("not-utf8.guess", name = name; fact => at))
                .help(text!("not-utf8.help", iconv = iconv, path = path))
        }
        None => error("not-utf8", path, Span { start: valid_up_to, end: valid_up_to }, at).help(text!("not-utf8.help-save")),
    };
    // What stands before the bad byte is kept, so that the place can be shown.
    (diagnostic, String::from_utf8_lossy(&bytes[..valid_up_to]).into_owned())
}

/// The encoding that a byte-order mark, a pattern of zeros or double bytes speak for: its name, and
/// iconv's name for it.
fn likely_encoding(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    match bytes {
        [0xFF, 0xFE, 0, 0, ..] => return Some(("UTF-32", "UTF-32")),
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => return Some(("UTF-16", "UTF-16")),
        _ => {}
    }
    // A stray byte in a file that is UTF-8 otherwise: no other encoding is to be guessed.
    let chunks = bytes.utf8_chunks();
    let (letters, strays) = chunks.fold((0, 0), |(letters, strays), chunk| {
        (letters + chunk.valid().chars().filter(|c| !c.is_ascii()).count(), strays + chunk.invalid().len())
    });
    if letters > strays {
        return None;
    }
    let sample = &bytes[..bytes.len().min(4096)];
    let zeros = sample.iter().filter(|&&b| b == 0).count();
    if zeros * 20 > sample.len() {
        return Some(("UTF-16", "UTF-16"));
    }
    let (mut big5, mut gbk, mut other) = (0, 0, 0);
    let mut at = 0;
    while at < sample.len() {
        let first = sample[at];
        if first < 0x80 {
            at += 1;
            continue;
        }
        match (first, sample.get(at + 1).copied()) {
            (0xA1..=0xF9, Some(0x40..=0x7E)) => big5 += 2,
            (0xA1..=0xF9, Some(0xA1..=0xFE)) => {
                big5 += 1;
                gbk += 1;
            }
            (0x81..=0xFE, Some(0x40..=0xFE)) => gbk += 2,
            (_, None) => {}
            _ => other += 3,
        }
        at += 2;
    }
    match () {
        () if other > big5.max(gbk) || big5 + gbk == 0 => None,
        () if big5 > gbk || (big5 == gbk && gbk == 0) => Some(("Big5", "BIG5")),
        () if gbk > big5 => Some(("GBK", "GBK")),
        () => Some(("Big5", "BIG5")),
    }
}

/// Why there is no front matter.
pub(crate) fn no_front_matter(path: &str, first_line: Span, fault: &SplitFault) -> Diagnostic {
    let (message, help) = match fault {
        SplitFault::Empty => (text!("no-front-matter.empty"), text!("no-front-matter.empty.help")),
        SplitFault::Zeros => (text!("no-front-matter.zeros"), text!("no-front-matter.zeros.help", path = path)),
        SplitFault::NeverCloses => (text!("no-front-matter.open"), text!("no-front-matter.open.help")),
        SplitFault::NoFence(lookalike) => match lookalike {
            Lookalike::Dashes => (text!("no-front-matter.dashes"), text!("no-front-matter.dashes.help")),
            Lookalike::Toml => (text!("no-front-matter.toml"), text!("no-front-matter.toml.help")),
            Lookalike::Json => (text!("no-front-matter.json"), text!("no-front-matter.toml.help")),
            Lookalike::BlankFirst => (text!("no-front-matter.blank"), text!("no-front-matter.blank.help")),
            Lookalike::BareKeys => (text!("no-front-matter.bare"), text!("no-front-matter.bare.help")),
            Lookalike::Text => (text!("no-front-matter.text"), text!("no-front-matter.bare.help")),
        },
    };
    error("no-front-matter", path, first_line, message).help(help)
}

/// A front matter over the limit.
pub(crate) fn front_too_large(path: &str, first_line: Span, bytes: usize) -> Diagnostic {
    let message = text!("file-too-large.front", size = kib(bytes), limit = kib(FRONT_LIMIT));
    error("file-too-large", path, first_line, message).help(text!("file-too-large.front.help"))
}

/// git's conflict markers: the lines from the first to the last.
pub(crate) fn conflict(path: &str, source: &str) -> Option<Diagnostic> {
    if !source.contains("<<<<<<< ") {
        return None;
    }
    let (mut ours, mut middle, mut theirs) = (None, None, None);
    let mut at = 0;
    for (number, line) in source.split_inclusive('\n').enumerate() {
        let shown = line.trim_end();
        if shown.starts_with("<<<<<<< ") && ours.is_none() {
            ours = Some((number + 1, Span { start: at, end: at + shown.len() }));
        } else if shown == "=======" && ours.is_some() {
            middle = Some(number + 1);
        } else if shown.starts_with(">>>>>>> ") && middle.is_some() {
            theirs = Some(number + 1);
        }
        at += line.len();
    }
    let ((first, span), last) = (ours?, theirs?);
    Some(
        error("conflict-markers", path, span, text!("conflict-markers.message", first = first, last = last))
            .help(text!("conflict-markers.help")),
    )
}

/// A syntax error of a front matter, in its own words.
pub(crate) fn yaml_fault(path: &str, fault: &Fault) -> Diagnostic {
    let (message, help) = match &fault.shape {
        Shape::DuplicateKey { key, first_line } => {
            // The front matter's first line is the file's second.
            (text!("invalid-yaml.duplicate", key = key, line = first_line + 2), text!("invalid-yaml.duplicate.help"))
        }
        Shape::Anchor => (text!("invalid-yaml.anchor"), text!("invalid-yaml.plain.help")),
        Shape::Alias => (text!("invalid-yaml.alias"), text!("invalid-yaml.plain.help")),
        Shape::MergeKey => (text!("invalid-yaml.merge"), text!("invalid-yaml.merge.help")),
        Shape::Tag => (text!("invalid-yaml.tag"), text!("invalid-yaml.plain.help")),
        Shape::SecondDocument => (text!("invalid-yaml.second"), text!("invalid-yaml.second.help")),
        Shape::TooDeep(limit) => (text!("invalid-yaml.deep", limit = limit), text!("invalid-yaml.deep.help")),
        Shape::WideIndent(line) => (text!("invalid-yaml.wide-indent"), text!("write", line = line.trim_end())),
        Shape::Tab => (text!("invalid-yaml.tab"), text!("invalid-yaml.tab.help")),
        Shape::FullWidthColon(line) => (text!("invalid-yaml.full-width"), text!("write", line = line.trim())),
        Shape::NoBlankAfterColon(line) => (text!("invalid-yaml.no-blank"), text!("write", line = line.trim())),
        Shape::UnquotedPlaceholder(line) => (text!("invalid-yaml.placeholder"), text!("write", line = line.trim())),
        Shape::ColonInText(line) => (text!("invalid-yaml.colon"), text!("write", line = line.trim())),
        Shape::ReservedCharacter(c, line) => (text!("invalid-yaml.reserved", character = c), text!("write", line = line.trim())),
        Shape::UnclosedQuote => (text!("invalid-yaml.quote"), text!("invalid-yaml.quote.help")),
        Shape::UnclosedBracket => (text!("invalid-yaml.bracket"), text!("invalid-yaml.bracket.help")),
        Shape::OddKey => (text!("invalid-yaml.key"), text!("invalid-yaml.key.help")),
        Shape::NotAKey => (text!("invalid-yaml.line"), text!("invalid-yaml.key.help")),
        Shape::Other(refusal) => {
            let help = if *refusal == Refusal::Escape { text!("invalid-yaml.escape.help") } else { text!("invalid-yaml.other.help") };
            (refused(refusal), help)
        }
    };
    error("invalid-yaml", path, fault.span, message).help(help)
}

/// What the parser refused, in our words where it is a common slip.
fn refused(refusal: &Refusal) -> Text {
    match refusal {
        Refusal::Indent => text!("invalid-yaml.indent"),
        Refusal::Item => text!("invalid-yaml.item"),
        Refusal::NoColon => text!("invalid-yaml.no-colon"),
        Refusal::ColonHere => text!("invalid-yaml.colon-here"),
        Refusal::NoValue => text!("invalid-yaml.no-value"),
        Refusal::Separator => text!("invalid-yaml.separator"),
        Refusal::Bracket => text!("invalid-yaml.bracket-here"),
        Refusal::Escape => text!("invalid-yaml.escape"),
        Refusal::AfterQuote => text!("invalid-yaml.after-quote"),
        Refusal::BlockText => text!("invalid-yaml.block-text"),
        Refusal::End => text!("invalid-yaml.end"),
        Refusal::Words(said) => text!("invalid-yaml.other", said = said),
    }
}

/// Characters that must not reach a terminal: the first of each line.
pub(crate) fn control_characters(path: &str, source: &str) -> Vec<Diagnostic> {
    let steers = |c: char| is_control(c) && c != '\r';
    if !holds_control(source) || !source.chars().any(steers) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        let mut hits = line.char_indices().filter(|(_, c)| steers(*c));
        if let Some((offset, c)) = hits.next() {
            let span = Span { start: at + offset, end: at + offset + c.len_utf8() };
            let message = match hits.count() {
                0 => text!("control-character.message", character = c.escape_unicode()),
                more => text!("control-character.more", character = c.escape_unicode(), more = more),
            };
            found.push(warning("control-character", path, span, message).help(text!("control-character.help")));
        }
        at += line.len();
    }
    found
}
