//! Bytes and the protocol's positions: a line from 0, and a column in the units that both sides agreed on.

use lsp_types::{Position, Range};

use crate::diagnostic::Span;

/// What a column counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Bytes.
    Utf8,
    /// 16-bit units: an emoji is two.
    Utf16,
    /// Scalar values.
    Utf32,
}

impl Encoding {
    /// The best of what the client offers: bytes need no counting; without an offer it is UTF-16.
    pub(super) fn of_offer(offered: &[String]) -> Encoding {
        let has = |name: &str| offered.iter().any(|offer| offer == name);
        match () {
            () if has("utf-8") => Encoding::Utf8,
            () if has("utf-16") || !has("utf-32") => Encoding::Utf16,
            () => Encoding::Utf32,
        }
    }

    /// The protocol's name.
    pub(super) fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf16 => "utf-16",
            Encoding::Utf32 => "utf-32",
        }
    }

    fn width(self, c: char) -> usize {
        match self {
            Encoding::Utf8 => c.len_utf8(),
            Encoding::Utf16 => c.len_utf16(),
            Encoding::Utf32 => 1,
        }
    }
}

/// A text with the places of its lines.
pub(super) struct Places<'a> {
    text: &'a str,
    /// Each line's bytes without its line break.
    lines: Vec<Span>,
    encoding: Encoding,
}

impl<'a> Places<'a> {
    /// The places of a text that an editor holds: `\n`, `\r\n` and a lone `\r` end a line, as in the protocol.
    pub(super) fn of(text: &'a str, encoding: Encoding) -> Places<'a> {
        let bytes = text.as_bytes();
        let mut lines = Vec::new();
        let mut start = 0;
        let mut at = 0;
        while at < bytes.len() {
            let broken = match bytes[at] {
                b'\n' => 1,
                b'\r' if bytes.get(at + 1) == Some(&b'\n') => 2,
                b'\r' => 1,
                _ => 0,
            };
            if broken > 0 {
                lines.push(Span { start, end: at });
                start = at + broken;
            }
            at += broken.max(1);
        }
        lines.push(Span { start, end: bytes.len() });
        Places { text, lines, encoding }
    }

    /// The places of a file that no editor holds: a byte-order mark is no column when it is opened.
    pub(super) fn of_file(text: &'a str, encoding: Encoding) -> Places<'a> {
        let mut places = Places::of(text, encoding);
        if text.starts_with('\u{feff}') {
            places.lines[0].start = '\u{feff}'.len_utf8();
        }
        places
    }

    /// The position of a byte; of one inside a character, that character's.
    pub(super) fn position(&self, byte: usize) -> Position {
        let line = self.lines.partition_point(|line| line.start <= byte).saturating_sub(1);
        let Span { start, end } = self.lines[line];
        let mut column = 0;
        for (at, c) in self.text[start..end].char_indices() {
            if start + at + c.len_utf8() > byte {
                break;
            }
            column += self.encoding.width(c);
        }
        Position { line: narrow(line), character: narrow(column) }
    }

    /// The range of a span.
    pub(super) fn range(&self, span: Span) -> Range {
        Range { start: self.position(span.start), end: self.position(span.end.max(span.start)) }
    }

    /// The byte of a position. A column behind the line's end is its end, a line behind the last one the text's end; a
    /// column inside a character is its beginning.
    pub(super) fn byte(&self, position: Position) -> usize {
        let Some(line) = usize::try_from(position.line).ok().and_then(|line| self.lines.get(line)) else { return self.text.len() };
        let wanted = usize::try_from(position.character).unwrap_or(usize::MAX);
        let mut column = 0;
        for (at, c) in self.text[line.start..line.end].char_indices() {
            column += self.encoding.width(c);
            if column > wanted {
                return line.start + at;
            }
        }
        line.end
    }

    /// The span of a range; an end before the start is the start.
    pub(super) fn span(&self, range: Range) -> Span {
        let start = self.byte(range.start);
        Span { start, end: self.byte(range.end).max(start) }
    }
}

fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ALL: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    fn at(line: u32, character: u32) -> Position {
        Position { line, character }
    }

    #[test]
    fn counts_in_the_units_agreed_on() {
        let text = "to: 林👩‍💻x\r\ny\rz";
        let x = text.find('x').expect("there");
        for (encoding, column) in [(Encoding::Utf8, 18), (Encoding::Utf16, 10), (Encoding::Utf32, 8)] {
            let places = Places::of(text, encoding);
            assert_eq!(places.position(x), at(0, column), "{encoding:?}");
            assert_eq!(places.byte(at(0, column)), x);
            assert_eq!(places.byte(at(0, 999)), x + 1, "the end of a line is before its break");
            assert_eq!((places.byte(at(2, 0)), places.byte(at(2, 9)), places.byte(at(3, 0))), (text.len() - 1, text.len(), text.len()));
        }
        // The second half of a surrogate pair, and the middle of a character's bytes.
        assert_eq!(Places::of(text, Encoding::Utf16).byte(at(0, 6)), text.find('👩').expect("there"));
        assert_eq!(Places::of(text, Encoding::Utf8).byte(at(0, 5)), 4);
        assert_eq!(Places::of_file("\u{feff}ab", Encoding::Utf16).position(3), at(0, 0));
        assert_eq!(Places::of("\u{feff}ab", Encoding::Utf16).position(3), at(0, 1));
    }

    #[test]
    fn takes_the_best_offer() {
        let of = |offers: &[&str]| Encoding::of_offer(&offers.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert_eq!(of(&[]), Encoding::Utf16);
        assert_eq!(of(&["utf-16", "utf-8"]), Encoding::Utf8);
        assert_eq!(of(&["utf-32"]), Encoding::Utf32);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        #[test]
        fn every_byte_of_a_character_comes_back(text in "[a-z林👩\u{feff}é\r\n\u{301}]{0,40}") {
            for encoding in ALL {
                let places = Places::of(&text, encoding);
                for (byte, _) in text.char_indices().chain([(text.len(), ' ')]) {
                    let position = places.position(byte);
                    // Behind the `\r` of a line break there is no column of its own.
                    let in_break = byte > 0 && text[..byte].ends_with('\r') && text[byte..].starts_with('\n');
                    let back = places.byte(position);
                    prop_assert_eq!(if in_break { back + 1 } else { back }, byte, "{:?} {:?}", encoding, position);
                }
            }
        }

        #[test]
        fn any_position_is_a_byte_of_the_text(text in ".{0,20}\n?.{0,9}", line in 0_u32..5, character: u32) {
            for encoding in ALL {
                let byte = Places::of(&text, encoding).byte(at(line, character));
                prop_assert!(text.is_char_boundary(byte));
            }
        }
    }
}
