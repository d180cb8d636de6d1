//! Forms for other programs: entries in JSON, the tracking table as CSV and workbook, calendars, saved e-mails, chats,
//! and the schemas of our own files.

#[cfg(feature = "xlsx")]
mod archive;
mod background;
mod cells;
mod columns;
mod conversations;
mod copied;
mod csv;
mod decode;
mod delivery;
mod differences;
mod edited;
mod encoded_words;
mod entry;
#[cfg(feature = "xlsx")]
mod excel;
mod exported;
mod foreign;
#[cfg(test)]
mod fuzz;
mod headings;
mod html;
mod ics;
mod letter;
mod letters_here;
mod likeness;
mod linkedin;
mod lists;
mod lost_ids;
mod mail;
mod mail_dates;
mod mail_labels;
mod mail_nature;
mod mail_subject;
mod mail_text;
mod mbox;
mod naming;
mod near_names;
mod origin;
mod party;
mod plausible;
mod rows;
mod same_words;
mod schema;
mod sections;
mod sheet;
mod table;
mod threads;
mod tracking;
mod values;
mod visible;
mod whether;
mod whether_words;
#[cfg(feature = "xlsx")]
mod workbook;

#[cfg(feature = "xlsx")]
pub(crate) use archive::{WorkbookFault, looks_like_workbook};
pub(crate) use cells::{CellFault, Cells, cells};
pub(crate) use columns::Column;
pub(crate) use copied::Originals;
pub(crate) use csv::{read_csv, to_csv, unclosed_quote};
pub(crate) use decode::{Misnamed, decode, decode_in, unmarked_utf16};
pub(crate) use delivery::{Delivery, read_delivery};
pub(crate) use edited::Edited;
pub(crate) use entry::{DueJson, EntryJson, SectionJson, WholeEntryJson};
#[cfg(feature = "xlsx")]
pub(crate) use excel::read_workbook;
pub(crate) use exported::Exported;
pub(crate) use foreign::{Foreign, foreign};
pub(crate) use ics::to_calendar;
pub(crate) use letter::{Letter, Nature, UNKNOWN, key_of};
pub(crate) use letters_here::{Here, LettersHere, Told};
pub(crate) use likeness::{Likeness, Shared};
pub(crate) use linkedin::{Message, Messages, is_linkedin, is_same, messages, owner};
pub(crate) use mail::{Address, Envelope, looks_like_mail, read_envelope};
pub(crate) use mail_subject::{answered_subject, is_passed_on, own_subject};
pub(crate) use mail_text::{Calendar, MailFault, read_mail};
pub(crate) use mbox::{MAIL_LIMIT, Place, looks_like_mbox, names_calendar, read_at, scan};
pub(crate) use near_names::may_be_one;
pub(crate) use origin::{joined, message_of, origins, with_message};
pub(crate) use party::{Party, Sign, names, sign};
pub(crate) use rows::{Difference, Incoming, incoming};
pub(crate) use same_words::{Words, compare, is_whole_part, person};
pub(crate) use schema::{Subject, schema};
pub(crate) use sheet::{Linked, Lost, Merged, Sheet, SheetRow, letters};
pub(crate) use table::{Table, TableFault};
pub(crate) use threads::{Plan, Planned, plan};
pub(crate) use tracking::{keys, tracking_table};
pub(crate) use values::Dates;
#[cfg(feature = "xlsx")]
pub(crate) use workbook::to_workbook;
