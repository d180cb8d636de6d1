//! Forms for other programs: entries in JSON, the tracking table in CSV, saved e-mails.

mod csv;
mod entry;
mod mail;

pub(crate) use csv::tracking_table;
pub(crate) use entry::{DueJson, EntryJson};
pub(crate) use mail::{looks_like_mail, read_mail};
