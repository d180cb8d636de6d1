//! JSON documents. The one address of serde_json's writer.

use std::fmt;
use std::io::{self, BufWriter, Write};

use serde::Serialize;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::text::control::is_control;

/// A value as one JSON document, two blanks an indent, a line break at its end.
pub(crate) fn to_json(value: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_else(failed);
    text.push('\n');
    printable(text)
}

/// A value as JSON on one line, without a line break at its end.
pub(crate) fn to_line(value: &impl Serialize) -> String {
    printable(serde_json::to_string(value).unwrap_or_else(failed))
}

/// A value as bytes that two different values never share.
pub(crate) fn to_bytes(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).unwrap_or_else(|error| failed(error).into_bytes())
}

/// As [`to_bytes`], written and not held.
///
/// # Errors
/// The writer's.
pub(crate) fn write_bytes(value: &impl Serialize, writer: &mut dyn Write) -> io::Result<()> {
    // Marks and short words come one by one: they are gathered where the compiler sees them come.
    let mut gathered = BufWriter::new(writer);
    serde_json::to_writer(&mut gathered, value).or_else(|error| gathered.write_all(failed(error).as_bytes()))?;
    gathered.flush()
}

/// Calls `each` with every string of a JSON document as it is read, keys left out; `None` where it is none.
pub(crate) fn strings(document: &str, each: &mut dyn FnMut(&str)) -> Option<()> {
    let mut reader = serde_json::Deserializer::from_str(document);
    Strings(each).deserialize(&mut reader).ok()?;
    reader.end().ok()
}

/// Reads any value, and holds none of it.
struct Strings<'f>(&'f mut dyn FnMut(&str));

impl<'de> DeserializeSeed<'de> for Strings<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strings<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        (self.0)(text);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while items.next_element_seed(Strings(self.0))?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        while entries.next_key::<IgnoredAny>()?.is_some() {
            entries.next_value_seed(Strings(self.0))?;
        }
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }
}

fn failed(error: serde_json::Error) -> String {
    format!("{{\"error\":\"{error}\"}}")
}

fn printable(text: String) -> String {
    if !text.chars().any(is_control) {
        return text;
    }
    // JSON escapes the ASCII controls itself; the others must not steer a terminal either.
    text.chars().map(|c| if is_control(c) { format!("\\u{:04x}", c as u32) } else { c.to_string() }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_string_of_a_document_is_read() {
        let read = |document: &str| {
            let mut found = Vec::new();
            strings(document, &mut |text| found.push(text.to_owned())).map(|()| found)
        };
        let found = read(r#"{"a": ["x\ny", 1, -1, 1.5, true, null, {"b": "林"}], "c": ""}"#);
        assert_eq!(found, Some(vec!["x\ny".to_owned(), "林".to_owned(), String::new()]));
        assert_eq!(read(r#"["x"] y"#), None);
        assert_eq!(read(r#"["x""#), None);
    }
}
