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
    let format = match (args.format, file) {
        (Some(format), _) => format,
        (None, Some(file)) => format_of(file)?,
        (None, None) => ExportFormat::Csv,
    };
    let insight = Insight::of(&open.journal);
    let filter = args.filters.read(open.journal.now)?;
    let rows = super::list::rows(&filter, &insight);
    let mut events = 0;
    // The table speaks the journal's language, whatever that of messages.
    let labels = Labels::of(open.journal.settings.lang);
    let bytes = match format {
        ExportFormat::Csv => interchange::to_csv(&interchange::tracking_table(&rows, &insight, &labels)),
        #[cfg(feature = "xlsx")]
        ExportFormat::Xlsx => workbook(&open, &rows, &insight, file)?,
        ExportFormat::Json => to_json(&document(&open, &insight, &rows)).into_bytes(),
        ExportFormat::Ics => {
            let items: Vec<_> = all_due(&insight, Date::MAX).into_iter().filter(|item| filter.takes(item.request, &insight)).collect();
            events = items.len();
            interchange::to_calendar(&items, &open.journal, &open.labels).into_bytes()
        }
    };
    match file {
        Some(file) => {
            let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.exists());
            disk::write_out(file, &bytes)?;
            if let Some(folder) = folder {
                open.say(&text!("export.made-folder", path = folder.display()));
            }
            open.say(&match format {
                ExportFormat::Ics => text!("export.events", path = file.display(), count = events),
                _ => text!("export.done", path = file.display(), count = rows.len()),
            });
        }
        None => terminal::print_raw(&bytes),
    }
    open.say_left_out();
    Ok(Exit::Done)
}

/// The form that a file's ending names; a table where there is none.
///
/// # Errors
/// When the ending is another.
fn format_of(file: &Path) -> Result<ExportFormat> {
    let Some(ending) = file.extension() else { return Ok(ExportFormat::Csv) };
    match ending.to_string_lossy().to_ascii_lowercase().as_str() {
        "csv" => Ok(ExportFormat::Csv),
        #[cfg(feature = "xlsx")]
        "xlsx" => Ok(ExportFormat::Xlsx),
        "json" => Ok(ExportFormat::Json),
        "ics" => Ok(ExportFormat::Ics),
        other => Err(Error::new(text!("export.ending", ending = format!(".{other}"))).help(text!("export.ending.help"))),
    }
}

/// An export never replaces a file of the journal.
fn refuse_own(open: &Open, file: &Path) -> Result<()> {
    let absolute = std::path::absolute(file).map_err(|error| Error::io(file, &error))?;
    let (real, root) = (disk::real(&absolute), disk::real(&open.root));
    let own = ["requests", "templates", "theme", ".git"].iter().any(|folder| real.starts_with(root.join(folder)));
    if real.is_dir() {
        let inside = file.join("table.csv");
        return Err(Error::new(text!("export.folder", path = file.display())).help(text!("export.folder.help", file = inside.display())));
    }
    if own || real == root.join(disk::SETTINGS) {
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
