//! The catalogue: every sentence the product says, in both languages, by key.

mod catalogue;
mod lang;
mod own;

use std::fmt::Write as _;

pub(crate) use catalogue::Labels;
pub(crate) use lang::Lang;

use crate::text::control::one_line;

/// A sentence to be said: a key of the catalogue and the values that stand in it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Text {
    key: &'static str,
    values: Vec<(&'static str, Value)>,
    /// The text of the rule that says it, for sentences that are not in the catalogue.
    own: Option<&'static str>,
}

/// A value in a sentence.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    /// Words of a person or a file, shown as they are (control characters as escapes).
    Words(String),
    /// Several of them, with the language's mark between.
    List(Vec<String>),
    /// Another sentence of the catalogue.
    Said(Box<Text>),
}

impl From<Text> for Value {
    fn from(text: Text) -> Value {
        Value::Said(Box::new(text))
    }
}

impl Value {
    /// Anything that can be displayed, as words.
    pub(crate) fn words(value: impl std::fmt::Display) -> Value {
        Value::Words(value.to_string())
    }

    /// Several words, with the language's mark between: `a, b`, `a、b`.
    pub(crate) fn list(items: impl IntoIterator<Item = impl std::fmt::Display>) -> Value {
        Value::List(items.into_iter().map(|item| item.to_string()).collect())
    }
}

impl Text {
    /// Made by the macro [`text!`].
    pub(crate) fn make(key: &'static str, values: Vec<(&'static str, Value)>) -> Text {
        Text { key, values, own: None }
    }

    /// The sentence's name in the catalogue.
    pub(crate) fn key(&self) -> &'static str {
        self.key
    }

    /// Said by a rule: sentences that the catalogue lacks are looked up in the rule's own text, by the key
    /// without the rule's name.
    pub(crate) fn adopt(&mut self, text: &'static str) {
        self.own = Some(text);
    }

    /// The sentence with every value of a person or a file changed.
    pub(crate) fn with_words(&self, change: &dyn Fn(&str) -> String) -> Text {
        let changed = |value: &Value| match value {
            Value::Words(words) => Value::Words(change(words)),
            Value::List(items) => Value::List(items.iter().map(|item| change(item)).collect()),
            Value::Said(text) => Value::Said(Box::new(text.with_words(change))),
        };
        Text { values: self.values.iter().map(|(name, value)| (*name, changed(value))).collect(), ..self.clone() }
    }

    /// The sentence in the catalogue's language.
    pub(crate) fn say(&self, labels: &Labels) -> String {
        let own = || {
            let (_, name) = self.key.split_once('.')?;
            own::sentence(self.own?, labels.lang.tag(), name)
        };
        fill(labels.find(self.key).or_else(own).unwrap_or(self.key), &self.values, labels)
    }
}

/// A [`Text`]: `text!("key", name = value; said => other)`, where a value is anything displayed and
/// `other` is another text.
macro_rules! text {
    ($key:literal $(, $name:ident = $value:expr)* $(; $($said:ident => $text:expr),+)? $(,)?) => {
        $crate::labels::Text::make($key, vec![
            $((stringify!($name), $crate::labels::Value::words(&$value)),)*
            $($((stringify!($said), $crate::labels::Value::from($text)),)+)?
        ])
    };
}
pub(crate) use text;

/// Fills `{name}` with a value and `{name|one|many}` with the form for its number.
fn fill(pattern: &str, values: &[(&'static str, Value)], labels: &Labels) -> String {
    let mut said = String::with_capacity(pattern.len() + 32);
    let mut rest = pattern;
    while let Some(open) = rest.find('{') {
        said.push_str(&rest[..open]);
        rest = &rest[open..];
        let Some(close) = rest.find('}') else {
            break;
        };
        let mut parts = rest[1..close].split('|');
        let name = parts.next().unwrap_or_default();
        let value = values.iter().find(|(known, _)| *known == name).map(|(_, value)| value);
        match (parts.next(), parts.next(), value) {
            (Some(one), Some(many), Some(Value::Words(number))) => said.push_str(if number == "1" { one } else { many }),
            (_, _, Some(Value::Words(words))) => said.push_str(&one_line(words)),
            (_, _, Some(Value::List(items))) => {
                said.push_str(&items.iter().map(|item| one_line(item)).collect::<Vec<_>>().join(labels.pattern("and")));
            }
            (_, _, Some(Value::Said(text))) => said.push_str(&text.say(labels)),
            (_, _, None) => {
                let _ = write!(said, "{{{name}}}");
            }
        }
        rest = &rest[close + 1..];
    }
    said.push_str(rest);
    said
}
