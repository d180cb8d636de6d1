//! `asklog export`: the tracking table, all of it, for other programs.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::filters::FilterArgs;
use super::open::{self, Open};
use super::{Exit, Globals, Outcome};
use crate::calendar::Date;
use crate::disk;
use crate::error::{Error, Result};
use crate::insight::{Insight, all_due};
use crate::interchange::{self, WholeEntryJson};
use crate::journal::Request;
use crate::json::to_json;
use crate::labels::{Labels, text};
use crate::terminal;

#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    filters: FilterArgs,
    /// Its form; else what the file's ending says, else csv.
    #[arg(long, value_enum)]
    format: Option<ExportFormat>,
    /// Where it goes; standard output unless told. A file that is there is replaced.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// The forms of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum ExportFormat {
    /// For any spreadsheet.
    Csv,
    /// An Excel workbook, with real dates and filters.
    #[cfg(feature = "xlsx")]
    Xlsx,
    /// One JSON document, messages and sections included.
    Json,
    /// A calendar of what is due and what comes (iCalendar).
    Ics,
}

#[derive(Serialize)]
struct Document<'a> {
    schema_version: u32,
    entries: Vec<WholeEntryJson<'a>>,
    unreadable: Vec<&'a str>,
}

pub(super) fn run(globals: &Globals, args: &Args) -> Outcome {
    let open = open::open(globals)?;
    open.refuse_half_settings()?;
    let file = args.output.as_deref().filter(|path| *path != Path::new("-"));
    if let Some(file) = file {
        refuse_own(&open, file)?;
    }
    let format = args.format.or_else(|| format_of(file?)).unwrap_or(ExportFormat::Csv);
    let insight = Insight::of(&open.journal);
    let filter = args.filters.read(open.journal.now)?;
    let mut rows: Vec<&Request> = open.journal.requests.iter().filter(|request| filter.takes(request, &insight)).collect();
    super::list::usual_order(&mut rows, &open.journal);
    // The table speaks the journal's language, whatever that of messages.
    let labels = Labels::of(open.journal.settings.lang);
    let bytes = match format {
        ExportFormat::Csv => interchange::to_csv(&interchange::tracking_table(&rows, &insight, &labels)),
        #[cfg(feature = "xlsx")]
        ExportFormat::Xlsx => workbook(&open, &rows, &insight, file)?,
        ExportFormat::Json => to_json(&document(&open, &insight, &rows)).into_bytes(),
        ExportFormat::Ics => {
            let items: Vec<_> = all_due(&insight, Date::MAX).into_iter().filter(|item| filter.takes(item.request, &insight)).collect();
            interchange::to_calendar(&items, &open.journal, &labels).into_bytes()
        }
    };
    match file {
        Some(file) => {
            disk::write_whole(file, &bytes)?;
            open.say(&text!("export.done", path = file.display(), count = rows.len()));
        }
        None => terminal::print_raw(&bytes),
    }
    open.say_left_out();
    Ok(Exit::Done)
}

/// The form that a file's ending names.
fn format_of(file: &Path) -> Option<ExportFormat> {
    match file.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        #[cfg(feature = "xlsx")]
        "xlsx" => Some(ExportFormat::Xlsx),
        "json" => Some(ExportFormat::Json),
        "ics" => Some(ExportFormat::Ics),
        _ => None,
    }
}

/// An export never replaces a file of the journal.
fn refuse_own(open: &Open, file: &Path) -> Result<()> {
    let absolute = std::path::absolute(file).map_err(|error| Error::io(file, &error))?;
    let (real, root) = (disk::real(&absolute), disk::real(&open.root));
    let own = ["requests", "templates", "theme", ".git"].iter().any(|folder| real.starts_with(root.join(folder)));
    if own || real == root.join(disk::SETTINGS) || real.is_dir() {
        return Err(Error::new(text!("export.own", path = file.display())).help(text!("export.own.help")));
    }
    Ok(())
}

fn document<'a>(open: &'a Open, insight: &Insight<'a>, rows: &[&'a Request]) -> Document<'a> {
    Document {
        schema_version: 1,
        entries: rows.iter().map(|request| WholeEntryJson::of(request, insight)).collect(),
        unreadable: open.journal.unreadable.iter().map(|unreadable| unreadable.path.as_str()).collect(),
    }
}

/// A workbook is bytes that a terminal cannot show. What a cell cannot hold is said.
#[cfg(feature = "xlsx")]
fn workbook(open: &Open, rows: &[&Request], insight: &Insight<'_>, file: Option<&Path>) -> Result<Vec<u8>> {
    if file.is_none() && terminal::shows_output() {
        return Err(Error::new(text!("export.terminal")).help(text!("export.terminal.help")));
    }
    let labels = Labels::of(open.journal.settings.lang);
    let (bytes, cut) = interchange::to_workbook(&interchange::tracking_table(rows, insight, &labels), open.journal.now, &labels)
        .map_err(|cause| Error::new(text!("export.workbook", cause = cause)))?;
    for cut in cut {
        open.say(&text!("export.cut", id = rows.get(cut.row).map_or("", |request| request.id.as_str()), column = cut.column));
    }
    Ok(bytes)
}
