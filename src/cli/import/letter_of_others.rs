//! An answer that stands in the entry of somebody else than its writer: another one to whom the letter went, or one to whom it did not.

use crate::cli::open::Open;
use crate::interchange::{Party, may_be_one};
use crate::labels::{Value, text};

/// An answer of somebody whom its entry does not name.
pub(super) struct OfOther {
    /// Who wrote it.
    name: String,
    /// All to whom the letter went; none where that is not told.
    went_to: Vec<String>,
    /// Whether its writer is one of them.
    is_addressee: bool,
}

impl OfOther {
    /// An answer by its writer, those whose the entry is, and all to whom the letter went; `None` where it is its person's, or may be.
    pub(super) fn of(writer: &Party, entry: &[Party], all: &[Party]) -> Option<OfOther> {
        let is_writer = |party: &Party| {
            let names = party.name.as_deref().zip(writer.name.as_deref());
            party.is_same(writer) || names.is_some_and(|(party, writer)| may_be_one(party, writer))
        };
        let is_known = !entry.is_empty() && !writer.shown().is_empty();
        (is_known && !entry.iter().any(is_writer)).then(|| OfOther {
            name: writer.shown().to_owned(),
            went_to: all.iter().map(|party| party.shown().to_owned()).collect(),
            is_addressee: all.iter().any(|party| party.is_same(writer)),
        })
    }

    /// Whose it is, and where it stands.
    pub(super) fn told(self, open: &Open, id: &str) -> String {
        let OfOther { name, went_to, is_addressee } = self;
        let told = match is_addressee {
            true => text!("import.mail.of-others.addressee", name = name, id = id; people => Value::list(went_to)),
            false if went_to.is_empty() => text!("import.mail.of-others.place", name = name, id = id),
            false => text!("import.mail.of-others.stranger", name = name, id = id; people => Value::list(went_to)),
        };
        told.say(&open.labels)
    }
}
