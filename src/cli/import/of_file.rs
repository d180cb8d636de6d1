//! What an import says of one of several files: each sentence names it.

use std::ops::Deref;

use crate::cli::open::Open;
use crate::labels::{Text, text};
use crate::terminal;

/// The journal, and the file that is spoken of.
pub(super) struct OfFile<'a> {
    open: &'a Open,
    /// Its name; none where there is only one.
    pub(super) file: Option<&'a str>,
}

impl<'a> OfFile<'a> {
    /// Of a file; it is named where it is one of several.
    pub(super) fn of(open: &'a Open, file: &'a str, is_one_of_several: bool) -> OfFile<'a> {
        OfFile { open, file: Some(file).filter(|_| is_one_of_several) }
    }

    /// As [`Open::say`], of the file.
    pub(super) fn say(&self, remark: &Text) {
        if !self.quiet {
            self.tell(remark);
        }
    }

    /// As [`Open::tell`], of the file.
    pub(super) fn tell(&self, what: &Text) {
        terminal::say(&self.named(what.say(&self.labels)));
    }

    /// Words with the file before them. What goes on from the line above needs no name.
    pub(super) fn named(&self, said: String) -> String {
        match self.file {
            Some(file) if !said.starts_with(' ') => text!("import.of-file", path = file, said = said).say(&self.labels),
            _ => said,
        }
    }
}

impl Deref for OfFile<'_> {
    type Target = Open;

    fn deref(&self) -> &Open {
        self.open
    }
}
