//! Bytes -> text, the encoding told by the bytes. The one address of encoding_rs.

use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

/// A text, and the name of the encoding it was in.
#[derive(Debug, PartialEq)]
pub(crate) struct Decoded {
    /// The text, without a byte-order mark.
    pub(crate) text: String,
    /// `UTF-8`, `UTF-16`, `CP950` or `GB18030`.
    pub(crate) encoding: &'static str,
}

/// The text of some bytes: by a byte-order mark, else UTF-8, else what Excel in Taiwan saves (CP950), else GB18030; `None` where
/// they are none of these.
pub(crate) fn decode(bytes: &[u8]) -> Option<Decoded> {
    let marked = Encoding::for_bom(bytes);
    let (encoding, bytes) = match marked {
        Some((encoding, length)) => (Some(encoding), &bytes[length..]),
        None => (None, bytes),
    };
    let tried: &[(&'static Encoding, &'static str)] = match encoding {
        Some(encoding) if encoding == UTF_8 => &[(UTF_8, "UTF-8")],
        Some(encoding) if encoding == UTF_16LE => &[(UTF_16LE, "UTF-16")],
        Some(_) => &[(UTF_16BE, "UTF-16")],
        None => &[(UTF_8, "UTF-8"), (BIG5, "CP950"), (GB18030, "GB18030")],
    };
    tried.iter().find_map(|(encoding, name)| {
        let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
        Some(Decoded { text: text.into_owned(), encoding: name })
    })
}

/// The text of bytes that must be shown somehow: as [`decode`], a named encoding first, what cannot be read as `�`.
pub(crate) fn decode_as(bytes: &[u8], label: Option<&str>) -> String {
    let named = label.and_then(|label| Encoding::for_label_no_replacement(label.trim().as_bytes()));
    let exactly = named.and_then(|encoding| encoding.decode_without_bom_handling_and_without_replacement(bytes));
    if let Some(text) = exactly {
        return text.into_owned();
    }
    match decode(bytes) {
        Some(decoded) => decoded.text,
        None => named.unwrap_or(UTF_8).decode_without_bom_handling(bytes).0.into_owned(),
    }
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

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            let _ = decode(&bytes);
            decode_as(&bytes, Some("gbk"));
        }
    }
}
