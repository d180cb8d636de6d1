//! The person asked: `to`, a name or a mapping.

use serde::Serialize;

use super::fields::Fields;
use super::words::{TO_KEYS, Tie};
use crate::labels::text;
use crate::text::normal::fold_name;
use crate::text::script::is_han;
use crate::yaml::{Node, Value};

/// Whom a message goes to.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(crate) struct Recipient {
    /// The name.
    pub(crate) name: Option<String>,
    /// 稱呼: how the message addresses the person.
    pub(crate) call: Option<String>,
    /// What the person does.
    pub(crate) role: Option<String>,
    /// Where.
    pub(crate) org: Option<String>,
    /// 對象背景.
    pub(crate) background: Option<String>,
    /// Why this person.
    pub(crate) why: Option<String>,
    /// How well known.
    pub(crate) tie: Option<Tie>,
    /// What tells two people of one name apart.
    pub(crate) handle: Option<String>,
}

impl Recipient {
    /// Reads `to`; tells what is wrong in it.
    pub(super) fn read(fields: &mut Fields<'_>, path: &str, source: &str, zone: crate::calendar::Zone) -> Option<Recipient> {
        let node: &Node = fields.node("to")?;
        match &node.value {
            Value::Text(..) => {
                let name = text_unless_meant_as_key(fields, node)?;
                Some(Recipient { name: Some(name), ..Recipient::default() })
            }
            Value::Map(_) => {
                let mut inner = Fields::new(path, source, node, "to.", zone);
                let recipient = Recipient {
                    name: inner.line("name"),
                    call: inner.line("call"),
                    role: inner.line("role"),
                    org: inner.line("org"),
                    background: inner.line("background"),
                    why: inner.line("why"),
                    tie: inner.word("tie", Tie::ALL, Tie::word),
                    handle: inner.line("handle"),
                };
                inner.finish(&[]);
                fields.diagnostics.append(&mut inner.diagnostics);
                Some(recipient)
            }
            _ => fields.wrong_type("to", node, text!("takes.recipient")),
        }
    }

    /// Tells whether someone is named: by name, or by role, org or background.
    pub(crate) fn is_named(&self) -> bool {
        self.name.is_some() || self.role.is_some() || self.org.is_some() || self.background.is_some()
    }

    /// Tells whether it is someone: by name or handle, or by role, org or background.
    pub(crate) fn is_known(&self) -> bool {
        self.is_named() || self.handle.is_some()
    }

    /// How a list shows the person: the name, else the role; `None` where neither is known.
    pub(crate) fn shown(&self) -> Option<&str> {
        self.name.as_deref().or(self.handle.as_deref()).or(self.role.as_deref())
    }

    /// How a message addresses the person: `call`; else, in English, the first word of the name. In
    /// Chinese it is asked for, never the bare full name.
    pub(crate) fn address(&self, chinese: bool) -> Option<String> {
        if let Some(call) = &self.call {
            return Some(call.clone());
        }
        let first = self.name.as_deref()?.split_whitespace().next()?;
        (!chinese && !first.chars().any(is_han)).then(|| first.to_owned())
    }
}

fn text_unless_meant_as_key(fields: &mut Fields<'_>, node: &Node) -> Option<String> {
    let name = node.text()?;
    if crate::yaml::meant_as_key(name, &TO_KEYS).is_some() {
        return fields.wrong_type("to", node, text!("takes.recipient"));
    }
    fields.line("to")
}

/// What makes two entries one person's: the handle, else the name (NFKC, case and spaces folded);
/// `None` where neither is known.
pub(crate) fn person_key(to: Option<&Recipient>) -> Option<String> {
    let to = to?;
    match (&to.handle, &to.name) {
        (Some(handle), _) => Some(format!("@{}", fold_name(handle))),
        (None, Some(name)) => Some(fold_name(name)),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_tells_people_apart() {
        let named = |name: &str| Recipient { name: Some(name.into()), ..Recipient::default() };
        assert_eq!(named("Priya Nair").address(false).as_deref(), Some("Priya"));
        assert_eq!(named("林雅婷").address(true), None);
        assert_eq!(named("林雅婷").address(false), None);
        assert_eq!(person_key(Some(&named("Priya  NAIR"))), person_key(Some(&named("ｐriya nair"))));
        assert_eq!(person_key(None), None);
    }
}
