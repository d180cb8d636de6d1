//! Forms for other programs: entries in JSON, the tracking table in CSV. The one address of csv.

mod csv;
mod entry;

pub(crate) use csv::tracking_table;
pub(crate) use entry::{DueJson, EntryJson};
