//! Forms for other programs: entries in JSON, the tracking table as CSV and workbook, calendars, saved e-mails, chats,
//! and the schemas of our own files.

mod columns;
mod csv;
mod decode;
mod encoded_words;
mod entry;
#[cfg(feature = "xlsx")]
mod excel;
mod html;
mod ics;
mod linkedin;
mod lists;
mod mail;
mod mbox;
mod rows;
mod schema;
mod sections;
mod sheet;
mod table;
mod threads;
mod tracking;
mod values;
#[cfg(feature = "xlsx")]
mod workbook;

pub(crate) use columns::Column;
pub(crate) use csv::{read_csv, to_csv};
pub(crate) use decode::decode;
pub(crate) use entry::{DueJson, EntryJson, SectionJson, WholeEntryJson};
#[cfg(feature = "xlsx")]
pub(crate) use excel::{WorkbookFault, looks_like_workbook, read_workbook};
pub(crate) use ics::to_calendar;
pub(crate) use linkedin::{Message, is_linkedin, messages, owner};
pub(crate) use mail::{Address, Envelope, looks_like_mail, read_envelope, read_mail};
pub(crate) use mbox::{Place, looks_like_mbox, read_at, scan};
pub(crate) use rows::{CellFault, Difference, Incoming, incoming};
pub(crate) use schema::{Subject, schema};
pub(crate) use sheet::SheetRow;
pub(crate) use table::{Table, TableFault};
pub(crate) use threads::{Letter, Nature, Plan, Planned, key_of, plan};
pub(crate) use tracking::tracking_table;
pub(crate) use values::Dates;
#[cfg(feature = "xlsx")]
pub(crate) use workbook::to_workbook;
