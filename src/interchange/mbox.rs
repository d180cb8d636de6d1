//! A mailbox: many e-mails in one file. It is read in pieces, so that its size does not matter.

use std::io::{BufRead, Read, Result, Seek, SeekFrom};

use super::mail_dates::when;

/// Where a mail stands in its file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Place {
    /// Its number, from 1.
    pub(crate) number: usize,
    /// Its first byte.
    pub(crate) offset: u64,
    /// Its bytes.
    pub(crate) length: u64,
    /// The line of its separator, from 1.
    pub(crate) line: usize,
    /// When the separator says that it came, in seconds of the Unix epoch.
    pub(crate) delivered: Option<i64>,
    /// Whether one of its parts says that it is a calendar's.
    pub(crate) names_calendar: bool,
}

/// Bytes of a header that are kept; what is longer tells nothing more.
const HEAD: usize = 256 * 1024;
/// Bytes of a line that are looked at.
const LINE: usize = 8 * 1024;
/// Bytes of a mail that is read whole, attachments included.
pub(crate) const MAIL_LIMIT: u64 = 64 * 1024 * 1024;

/// Whether a line says that what stands below it is a calendar's: such a header, or what goes on with one. A line of a letter's own that
/// looks like one only lets the letter be read earlier.
pub(crate) fn names_calendar(line: &[u8]) -> bool {
    const NAME: &[u8] = b"content-type:";
    let is_named = line.get(..NAME.len()).is_some_and(|name| name.eq_ignore_ascii_case(NAME));
    let value = match line.first() {
        Some(b' ' | b'\t') => line,
        _ if is_named => &line[NAME.len()..],
        _ => return false,
    };
    value.trim_ascii_start().get(..13).is_some_and(|kind| kind.eq_ignore_ascii_case(b"text/calendar"))
}

/// Whether bytes begin a mailbox.
pub(crate) fn looks_like_mbox(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    bytes.split(|byte| *byte == b'\n').next().is_some_and(is_separator)
}

/// Reads a mailbox from its beginning to its end, and gives each mail's place and header. Only one header is held at a time.
///
/// # Errors
/// The reader's.
pub(crate) fn scan(mut reader: impl BufRead, mut found: impl FnMut(Place, &[u8])) -> Result<()> {
    let mut scan = Scan::default();
    loop {
        let buffer = reader.fill_buf()?;
        if buffer.is_empty() {
            break;
        }
        let (taken, ends) = match buffer.iter().position(|byte| *byte == b'\n') {
            Some(at) => (at + 1, true),
            None => (buffer.len(), false),
        };
        scan.take(&buffer[..taken], ends, &mut found);
        reader.consume(taken);
    }
    scan.end(&mut found);
    Ok(())
}

/// What is known between two pieces.
#[derive(Default)]
struct Scan {
    at: u64,
    /// The line so far, and how long it is.
    line: Vec<u8>,
    line_length: u64,
    after_blank: bool,
    in_head: bool,
    head: Vec<u8>,
    /// The mail that is open, its length not known.
    open: Option<Place>,
    count: usize,
    lines: usize,
}

impl Scan {
    fn take(&mut self, piece: &[u8], ends: bool, found: &mut impl FnMut(Place, &[u8])) {
        let room = LINE.saturating_sub(self.line.len()).min(piece.len());
        self.line.extend_from_slice(&piece[..room]);
        self.line_length += piece.len() as u64;
        if ends {
            self.line_ends(found);
        }
    }

    fn line_ends(&mut self, found: &mut impl FnMut(Place, &[u8])) {
        let line = std::mem::take(&mut self.line);
        let start = self.at;
        self.at += self.line_length;
        self.line_length = 0;
        self.lines += 1;
        let is_blank = line.iter().all(|byte| matches!(byte, b'\r' | b'\n'));
        if let Some(open) = self.open.as_mut().filter(|_| matches!(line.first(), Some(b'c' | b'C' | b' ' | b'\t'))) {
            open.names_calendar |= names_calendar(&line);
        }
        if (self.after_blank || self.open.is_none()) && is_separator(&line) {
            self.close(start, found);
            self.count += 1;
            let delivered = when(&String::from_utf8_lossy(&line));
            self.open = Some(Place { number: self.count, offset: self.at, length: 0, line: self.lines, delivered, names_calendar: false });
            self.in_head = true;
        } else if self.in_head && is_blank {
            self.in_head = false;
        } else if self.in_head && self.head.len() < HEAD {
            self.head.extend_from_slice(&line);
            if !line.ends_with(b"\n") {
                self.head.push(b'\n');
            }
        }
        self.after_blank = is_blank;
        self.line = line;
        self.line.clear();
    }

    fn close(&mut self, end: u64, found: &mut impl FnMut(Place, &[u8])) {
        if let Some(place) = self.open.take() {
            self.head.push(b'\n');
            found(Place { length: end - place.offset, ..place }, &self.head);
        }
        self.head.clear();
    }

    fn end(&mut self, found: &mut impl FnMut(Place, &[u8])) {
        if self.line_length > 0 {
            self.line_ends(found);
        }
        self.close(self.at, found);
    }
}

/// `From `, and behind it a clock's time and a year: what a letter's own line beginning with From rarely has.
fn is_separator(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"From ") else { return false };
    let rest = &rest[..rest.len().min(200)];
    let digit = |at: usize| rest.get(at).is_some_and(u8::is_ascii_digit);
    let has_clock = (1..rest.len()).any(|at| rest[at] == b':' && digit(at - 1) && digit(at + 1) && digit(at + 2));
    let has_year = rest
        .split(|byte| !byte.is_ascii_digit())
        .any(|number| number.len() == 4 && (number.starts_with(b"19") || number.starts_with(b"20")));
    has_clock && has_year
}

/// A mail's bytes, without the `>` that a mailbox puts before a line that begins with From. `None` for one that is too large.
///
/// # Errors
/// The reader's.
pub(crate) fn read_at(reader: &mut (impl Read + Seek), place: Place) -> Result<Option<Vec<u8>>> {
    if place.length > MAIL_LIMIT {
        return Ok(None);
    }
    reader.seek(SeekFrom::Start(place.offset))?;
    let mut bytes = Vec::new();
    reader.take(place.length).read_to_end(&mut bytes)?;
    Ok(Some(unquoted(&bytes)))
}

fn unquoted(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let marks = line.iter().take_while(|byte| **byte == b'>').count();
        let is_quoted = marks > 0 && line[marks..].starts_with(b"From ");
        out.extend_from_slice(&line[usize::from(is_quoted)..]);
    }
    out
}

#[cfg(test)]
mod tests {
    use std::io::{BufReader, Cursor};

    use proptest::prelude::*;

    use super::*;

    fn mails(bytes: &[u8]) -> Vec<(usize, String, String)> {
        let mut found = Vec::new();
        // A small buffer: lines and headers come in pieces.
        scan(BufReader::with_capacity(7, bytes), |place, head| found.push((place, String::from_utf8_lossy(head).into_owned())))
            .expect("in memory");
        let mut reader = Cursor::new(bytes);
        found
            .into_iter()
            .map(|(place, head)| {
                let text = read_at(&mut reader, place).expect("in memory").expect("small");
                (place.number, head, String::from_utf8_lossy(&text).into_owned())
            })
            .collect()
    }

    #[test]
    fn parts_mails_at_their_separators_alone() {
        let mbox = "From a@b.c Wed Apr  8 09:30:00 2026\nSubject: one\n\nHi\n\n>From you I learned\n>>From twice\nFrom the line before\n\nFrom 9 to 5 I work\n\nFrom - Thu Apr 09 10:00:00 2026\r\nSubject: two\r\n\r\nBye\r\n";
        let read = mails(mbox.as_bytes());
        assert_eq!(read.len(), 2, "{read:?}");
        assert_eq!(read[0].1, "Subject: one\n\n");
        assert_eq!(read[0].2, "Subject: one\n\nHi\n\nFrom you I learned\n>From twice\nFrom the line before\n\nFrom 9 to 5 I work\n\n");
        assert_eq!(read[1].2, "Subject: two\r\n\r\nBye\r\n");
        assert!(looks_like_mbox(mbox.as_bytes()) && !looks_like_mbox(b"From: a@b.c\n"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        #[test]
        fn no_byte_is_lost(parts in prop::collection::vec("(\nFrom a Wed Apr  8 09:30:00 2026\n|[a-z:\r\n >]{0,12})", 0..8)) {
            let bytes = format!("From a Wed Apr  8 09:30:00 2026\n{}", parts.concat());
            let mut ends = 0;
            let mut rest = String::new();
            scan(bytes.as_bytes(), |place, _| {
                rest.push_str(&bytes[ends..place.offset as usize]);
                rest.push_str(&bytes[place.offset as usize..(place.offset + place.length) as usize]);
                ends = (place.offset + place.length) as usize;
            }).expect("in memory");
            prop_assert_eq!(rest, bytes);
        }

        #[test]
        fn any_bytes_are_scanned(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            mails(&bytes);
        }
    }
}
