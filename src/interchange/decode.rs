//! Bytes -> text, the encoding told by the bytes or by name. The one address of encoding_rs.

use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::plausible::{as_big5, as_gb18030};

/// A text, and the name of the encoding it was in.
#[derive(Debug, PartialEq)]
pub(crate) struct Decoded {
    /// The text, without a byte-order mark.
    pub(crate) text: String,
    /// `UTF-8`, `UTF-16`, `CP950` or `GB18030`.
    pub(crate) encoding: &'static str,
    /// Where it is not plain that this is the encoding.
    pub(crate) doubt: Option<Doubt>,
}

/// How it may be otherwise.
#[derive(Debug, PartialEq)]
pub(crate) struct Doubt {
    /// Nothing speaks for this reading more than for another.
    pub(crate) is_great: bool,
    /// Another reading that there is, and its encoding.
    pub(crate) other: Option<(String, &'static str)>,
}

/// How much likelier a reading must be than another: anything, and for all its characters together.
const LIKELIER: (f64, f64) = (0.25, 1.5);

/// The text of some bytes: by a byte-order mark, else UTF-8, else CP950, which Excel in Taiwan saves, or GB18030, which Excel in
/// China does: the likelier one. `None` where they are none of these.
pub(crate) fn decode(bytes: &[u8]) -> Option<Decoded> {
    let read = |encoding: &'static Encoding, bytes: &[u8]| {
        encoding.decode_without_bom_handling_and_without_replacement(bytes).map(std::borrow::Cow::into_owned)
    };
    let plain = |text: String, encoding| Decoded { text, encoding, doubt: None };
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let name = if encoding == UTF_8 { "UTF-8" } else { "UTF-16" };
        return read(encoding, &bytes[length..]).map(|text| plain(text, name));
    }
    if let Some(text) = read(UTF_8, bytes) {
        return Some(plain(text, "UTF-8"));
    }
    let big5 = read(BIG5, bytes).map(|text| (as_big5(bytes, &text), text, "CP950"));
    let gb18030 = read(GB18030, bytes).map(|text| (as_gb18030(bytes, &text), text, "GB18030"));
    let (best, other) = match (big5, gb18030) {
        (Some(a), Some(b)) if b.0 > a.0 => (b, Some(a)),
        (Some(a), b) => (a, b),
        (None, b) => (b?, None),
    };
    let ahead = other.as_ref().map_or(f64::INFINITY, |other| best.0 - other.0);
    let is_great = best.0 < 0.0 || ahead < LIKELIER.0;
    let count = best.1.chars().filter(|c| !c.is_ascii()).count();
    let doubt = (is_great || ahead * (count as f64) < LIKELIER.1).then(|| Doubt { is_great, other: other.map(|other| (other.1, other.2)) });
    Some(Decoded { text: best.1, encoding: best.2, doubt })
}

/// UTF-16 without a mark, by its zero bytes: the upper halves of commas, digits and line ends, nearly all on one side (the lower half of 一
/// is zero too). `None` of anything else.
pub(crate) fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(64 * 1024)];
    let zeros = |side: usize| head.iter().skip(side).step_by(2).filter(|byte| **byte == 0).count();
    let (upper_first, upper_last) = (zeros(0), zeros(1));
    let encoding = if upper_first > upper_last { UTF_16BE } else { UTF_16LE };
    let is_plain = bytes.len().is_multiple_of(2)
        && upper_first.min(upper_last) * 10 <= upper_first.max(upper_last)
        && upper_first.max(upper_last) * 20 >= head.len() / 2;
    let is_text = || encoding.decode_without_bom_handling_and_without_replacement(bytes).is_some();
    (is_plain && !head.is_empty() && is_text()).then_some(encoding)
}

/// Why bytes are no text of an encoding that somebody names.
#[derive(Debug, PartialEq)]
pub(crate) enum Misnamed {
    /// It is no encoding's name.
    NoName,
    /// The bytes are not in it: its name, and the first line that is not.
    NotIn(&'static str, usize),
}

/// The text of bytes in the encoding that somebody names, without a byte-order mark, and the encoding's usual name.
///
/// # Errors
/// When the name is none, or the bytes are not in that encoding.
pub(crate) fn decode_in(bytes: &[u8], label: &str) -> Result<(String, &'static str), Misnamed> {
    let named = encoding_of(label).ok_or(Misnamed::NoName)?;
    // `UTF-16` alone does not say which half comes first.
    let is_either = named == UTF_16LE && !label.to_ascii_lowercase().contains("le");
    let of_bytes =
        || Encoding::for_bom(bytes).map(|(marked, _)| marked).filter(|marked| *marked == UTF_16BE).or_else(|| unmarked_utf16(bytes));
    let encoding = if is_either { of_bytes().unwrap_or(named) } else { named };
    let bytes = match Encoding::for_bom(bytes) {
        Some((marked, length)) if marked == encoding => &bytes[length..],
        _ => bytes,
    };
    let whole = |bytes: &[u8]| encoding.decode_without_bom_handling_and_without_replacement(bytes).is_some();
    match encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => Ok((text.into_owned(), encoding.name())),
        None => {
            let bad = bytes.split(|byte| *byte == b'\n').position(|line| !whole(line));
            Err(Misnamed::NotIn(encoding.name(), bad.unwrap_or_default() + 1))
        }
    }
}

/// Names that mail programs give encodings, and the one that the standard gives: of what Windows and Macs call by numbers.
const ALIASES: [(&str, &str); 34] = [
    ("big5tw", "big5"),
    ("big5etenbig5", "big5"),
    ("big5eten", "big5"),
    ("big5et", "big5"),
    ("big5uao", "big5"),
    ("big5hkscs", "big5"),
    ("big5hkscs2001", "big5"),
    ("big5hkscs2004", "big5"),
    ("big5hkscs2008", "big5"),
    ("big5hk", "big5"),
    ("zhtwbig5", "big5"),
    ("cp950", "big5"),
    ("ms950", "big5"),
    ("ms950hkscs", "big5"),
    ("windows950", "big5"),
    ("xwindows950", "big5"),
    ("950", "big5"),
    ("gb2312", "gbk"),
    ("gb231280", "gbk"),
    ("euccn", "gbk"),
    ("cp936", "gbk"),
    ("ms936", "gbk"),
    ("windows936", "gbk"),
    ("xwindows936", "gbk"),
    ("936", "gbk"),
    ("gb180302000", "gb18030"),
    ("gb180302005", "gb18030"),
    ("cp932", "shift_jis"),
    ("ms932", "shift_jis"),
    ("cp949", "euc-kr"),
    ("ms949", "euc-kr"),
    ("cp65001", "utf-8"),
    ("utf8mb4", "utf-8"),
    ("latin1", "windows-1252"),
];

/// The encoding of a label, under whatever name a mail program knows it; a language behind `*` (RFC 2231) does not matter.
fn encoding_of(label: &str) -> Option<&'static Encoding> {
    let label = label.split('*').next().unwrap_or_default().trim().trim_matches(['"', '\'']);
    let bare: String = label.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    let standard = ALIASES.iter().find(|(alias, _)| *alias == bare).map(|(_, standard)| *standard);
    standard
        .and_then(|standard| Encoding::for_label_no_replacement(standard.as_bytes()))
        .or_else(|| Encoding::for_label_no_replacement(label.as_bytes()))
}

/// The standard's name of the encoding that a label means; the label itself where it is not known.
pub(super) fn standard_label(label: &str) -> &str {
    encoding_of(label).map_or(label, |encoding| encoding.name())
}

/// Whether bytes are text of an encoding from beginning to end; of UTF-8 where none is known by the label.
pub(super) fn is_whole(bytes: &[u8], label: Option<&str>) -> bool {
    let encoding = label.and_then(encoding_of).unwrap_or(UTF_8);
    encoding.decode_without_bom_handling_and_without_replacement(bytes).is_some()
}

/// The text of bytes that must be shown somehow: as the encoding that is named, else as [`decode`] tells, else as Western Europe writes
/// where nothing speaks for another; what cannot be read is `�`.
pub(crate) fn decode_as(bytes: &[u8], label: Option<&str>) -> String {
    let named = label.and_then(encoding_of);
    let exactly = named.and_then(|encoding| encoding.decode_without_bom_handling_and_without_replacement(bytes));
    if let Some(text) = exactly {
        return text.into_owned();
    }
    let lossy = || named.unwrap_or(UTF_8).decode_without_bom_handling(bytes).0.into_owned();
    // A few bytes of UTF-8 that were damaged on the way.
    let of_utf8 = UTF_8.decode_without_bom_handling(bytes).0;
    let count = |wanted: &dyn Fn(char) -> bool| of_utf8.chars().filter(|c| wanted(*c)).count();
    if count(&|c| !c.is_ascii() && c != '\u{fffd}') > 2 * count(&|c| c == '\u{fffd}') {
        return of_utf8.into_owned();
    }
    match decode(bytes) {
        Some(Decoded { text, doubt, .. }) if !doubt.as_ref().is_some_and(|doubt| doubt.is_great) => text,
        decoded => western(bytes).or(decoded.map(|decoded| decoded.text)).unwrap_or_else(lossy),
    }
}

/// The text of bytes as windows-1252, where they can hardly be anything else: few letters with marks, each beside a plain one.
fn western(bytes: &[u8]) -> Option<String> {
    // Sorted by what they stand for: dots, quotation marks, dashes and the like.
    let is_mark = |byte: u8| matches!(byte, 0x80 | 0x85 | 0x91..=0x97 | 0x99 | 0xA0..=0xBF);
    let is_letter = |byte: u8| matches!(byte, 0x8A | 0x8C | 0x8E | 0x9A | 0x9C | 0x9E | 0x9F | 0xC0..=0xFF) && !matches!(byte, 0xD7 | 0xF7);
    let beside = |at: usize| [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|at| bytes.get(at));
    let (mut high, mut plain) = (0, 0);
    for (at, byte) in bytes.iter().enumerate() {
        plain += usize::from(byte.is_ascii_alphabetic());
        if byte.is_ascii() {
            continue;
        }
        high += 1;
        let is_word = is_letter(*byte) && beside(at).any(u8::is_ascii_alphabetic);
        if !(is_word || is_mark(*byte) && beside(at).all(u8::is_ascii)) {
            return None;
        }
    }
    (high * 4 <= plain).then(|| WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn tells_encodings_apart_by_their_bytes() {
        let of = |bytes: &[u8]| decode(bytes).map(|decoded| (decoded.text, decoded.encoding));
        let text = "發送時間,許功蓋";
        assert_eq!(of(text.as_bytes()), Some((text.into(), "UTF-8")));
        assert_eq!(of(format!("\u{feff}{text}").as_bytes()), Some((text.into(), "UTF-8")));
        assert_eq!(of(&BIG5.encode(text).0), Some((text.into(), "CP950")));
        for (mark, wide) in [([0xFF, 0xFE], true), ([0xFE, 0xFF], false)] {
            let units = text.encode_utf16().flat_map(|unit| if wide { unit.to_le_bytes() } else { unit.to_be_bytes() });
            assert_eq!(of(&mark.into_iter().chain(units).collect::<Vec<u8>>()), Some((text.into(), "UTF-16")));
        }
        assert_eq!(of(&[0xFF, 0x81, 0x20, 0xFF]), None);
        assert_eq!(decode_as(&BIG5.encode(text).0, Some("big5")), text);
        assert_eq!(decode_as(&BIG5.encode(text).0, Some("no such")), text);
    }

    #[test]
    fn knows_encodings_by_their_other_names() {
        for (label, standard) in [
            ("big5_tw", "Big5"),
            ("BIG5-HKSCS", "Big5"),
            ("cp950", "Big5"),
            ("x-windows-950", "Big5"),
            ("big5*zh-TW", "Big5"),
            ("gb2312", "GBK"),
            ("GB_2312-80", "GBK"),
            ("x-gbk", "GBK"),
            ("cp936", "GBK"),
            ("gb18030", "gb18030"),
            ("utf8", "UTF-8"),
            ("no such", "no such"),
        ] {
            assert_eq!(standard_label(label), standard);
        }
        let text = "许功盖 請教";
        assert_eq!(decode_as(&GB18030.encode(text).0, Some("cp936")), text);
    }

    #[test]
    fn a_wrong_charset_is_not_believed_where_the_bytes_say_another() {
        for (bytes, label, text) in [
            (&b"Caf\xe9 na\xefve help?"[..], Some("utf-8"), "Café naïve help?"),
            (b"Caf\xe9 help?", Some("x-foo"), "Café help?"),
            (b"the caf\xe9s, and M\xfc\xdfig \x93quoted\x94 words", None, "the cafés, and Müßig “quoted” words"),
            (b"\xe9\xe8\xff", Some("utf-8"), "\u{fffd}\u{fffd}\u{fffd}"),
        ] {
            assert_eq!(decode_as(bytes, label), text);
        }
        let mut damaged = "想請教您轉職的事，謝謝您".as_bytes().to_vec();
        damaged.remove(4);
        assert!(decode_as(&damaged, Some("utf-8")).starts_with('想') && decode_as(&damaged, Some("utf-8")).contains("轉職的事"));
        let text = "您好，想請教轉職的事";
        assert_eq!(decode_as(&BIG5.encode(text).0, Some("utf-8")), text);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            let _ = decode(&bytes);
            decode_as(&bytes, Some("gbk"));
        }
    }
}
