//! Our own catalogues: YAML of one form, `key: "sentence"` on a line, so that every start reads them in no time.

use std::borrow::Cow;
use std::collections::HashMap;

/// Sentences by their key. Not in order: sorting them took longer than reading.
pub(crate) type Sentences = HashMap<Cow<'static, str>, Cow<'static, str>>;

/// Reads one of our own flat files of sentences: a key, bare or in double quotes, and what it says in double quotes.
///
/// A line of another form says nothing; a test reads each file as YAML too and wants the same.
pub(crate) fn read_catalogue(source: &'static str) -> Sentences {
    let mut sentences = Sentences::with_capacity(source.len() / 64);
    sentences.extend(source.lines().filter_map(read_line));
    sentences
}

fn read_line(line: &'static str) -> Option<(Cow<'static, str>, Cow<'static, str>)> {
    let (key, said) = match line.strip_prefix('"') {
        Some(rest) => {
            let (key, rest) = rest.split_at(end_of_quoted(rest)?);
            (plain(key), rest.strip_prefix("\":")?)
        }
        None => line.split_once(':').map(|(key, said)| (Cow::Borrowed(key), said)).filter(|(key, _)| !key.starts_with('#'))?,
    };
    Some((key, plain(said.strip_prefix(" \"")?.strip_suffix('"')?)))
}

/// Where the quote stands that ends it.
fn end_of_quoted(text: &str) -> Option<usize> {
    text.match_indices('"').map(|(at, _)| at).find(|at| !text[..*at].ends_with('\\'))
}

/// The text without the backslashes of a quoted one.
fn plain(text: &'static str) -> Cow<'static, str> {
    if !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    let mut letters = text.chars();
    let mut plain = String::with_capacity(text.len());
    while let Some(letter) = letters.next() {
        plain.extend(match letter {
            '\\' => letters.next().map(|escaped| if escaped == 'n' { '\n' } else { escaped }),
            _ => Some(letter),
        });
    }
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::read_catalogue;

    #[test]
    fn each_catalogue_is_what_yaml_reads_in_it() {
        for source in [
            include_str!("../../templates/labels/en.yaml"),
            include_str!("../../templates/labels/zh-TW.yaml"),
            include_str!("../../templates/labels/help.zh-TW.yaml"),
        ] {
            let yaml: BTreeMap<String, String> = serde_yaml::from_str(source).expect("a flat mapping of texts");
            let read: BTreeMap<String, String> =
                read_catalogue(source).into_iter().map(|(key, said)| (key.into_owned(), said.into_owned())).collect();
            assert_eq!(read, yaml, "one sentence a line, in double quotes, with no escape but \\\", \\\\ and \\n");
        }
    }
}
