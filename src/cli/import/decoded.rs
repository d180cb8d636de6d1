//! The text of a table's bytes: in the encoding that is told or named, with a word where it is not plain.

use crate::cli::open::Open;
use crate::error::{Error, Result};
use crate::interchange::{Misnamed, decode, decode_in, unmarked_utf16};
use crate::labels::text;
use crate::text::control::one_line;
use crate::text::width::cut;

/// Cells that a sample is shown in.
const SHOWN: usize = 20;

/// The text of a file, and a word on what of it is left out.
///
/// # Errors
/// As [`decoded`].
pub(super) fn text_of(open: &Open, name: &str, bytes: &[u8], encoding: Option<&str>) -> Result<String> {
    let text = decoded(open, name, bytes, encoding)?;
    if let Some(line) = text.split('\n').position(|line| line.contains('\0')) {
        open.tell(&text!("import.nul", path = name, line = line + 1));
    }
    if let Some(line) = text.split('\n').position(|line| line.contains('\u{fffd}')) {
        open.tell(&text!("import.lossy", path = name, line = line + 1));
    }
    Ok(text)
}

/// The text of a file; which encoding it was read in is said where it is another than UTF-8.
///
/// # Errors
/// When it is in none that can be told, or not in the one that is named.
fn decoded(open: &Open, name: &str, bytes: &[u8], encoding: Option<&str>) -> Result<String> {
    if let Some(label) = encoding {
        return decode_in(bytes, label).map(|(text, _)| text).map_err(|misnamed| match misnamed {
            Misnamed::NoName => Error::new(text!("import.encoding.no-name", name = label)).help(text!("import.encoding.no-name.help")),
            Misnamed::NotIn(encoding, line) => Error::new(text!("import.encoding.not-in", path = name, encoding = encoding, line = line))
                .help(text!("import.encoding.not-in.help")),
        });
    }
    if let Some(Ok((text, name_of))) = unmarked_utf16(bytes).map(|encoding| decode_in(bytes, encoding.name())) {
        open.say(&text!("import.encoding", path = name, encoding = name_of));
        return Ok(text);
    }
    let unknown = || Error::new(text!("import.encoding.unknown", path = name)).help(text!("import.encoding.unknown.help"));
    let decoded = decode(bytes).ok_or_else(unknown)?;
    if decoded.encoding == "UTF-8" {
        return Ok(decoded.text);
    }
    let here = sample(&decoded.text);
    match decoded.doubt {
        None => open.say(&text!("import.encoding", path = name, encoding = decoded.encoding)),
        Some(doubt) => {
            let other = doubt.other.map(|(text, encoding)| (sample(&text), encoding));
            let Some((there, other)) = other else { return Err(unknown()) };
            if doubt.is_great {
                return Err(Error::new(text!(
                    "import.encoding.either",
                    path = name,
                    encoding = decoded.encoding,
                    here = here,
                    other = other,
                    there = there
                ))
                .help(text!("import.encoding.either.help", encoding = decoded.encoding, other = other)));
            }
            open.tell(&text!("import.encoding.doubt", path = name, encoding = decoded.encoding, here = here, other = other, there = there));
        }
    }
    Ok(decoded.text)
}

/// The first words of a text that any encoding tells apart.
fn sample(text: &str) -> String {
    let words = text.split([',', ';', '\t', '\n', '"']).find(|words| !words.is_ascii()).unwrap_or_default();
    cut(one_line(words).trim(), SHOWN).into_owned()
}
