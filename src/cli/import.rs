//! `asklog import`: adds the entries that another program's file tells of.

use std::io::Read;
use std::path::PathBuf;

use super::arrivals::Arrivals;
use super::filters::key_value;
use super::open::{self, Open};
use super::{Exit, Globals, Outcome, import_linkedin, import_mail, import_table};
use crate::calendar::DateOrder;
use crate::disk::{self, Input, Lock};
use crate::error::{Error, Result};
use crate::insight::Insight;
#[cfg(feature = "xlsx")]
use crate::interchange::looks_like_workbook;
use crate::interchange::{decode, is_linkedin, looks_like_mail, looks_like_mbox, read_csv};
use crate::labels::text;

#[derive(clap::Args)]
pub(super) struct Args {
    /// A table (.csv, .xlsx), LinkedIn's messages.csv, a saved e-mail (.eml) or a mailbox (.mbox); `-` is standard input.
    file: PathBuf,
    /// Its form; else told by its bytes.
    #[arg(long, value_enum)]
    format: Option<ImportFormat>,
    /// Which key a column holds, such as `何時=sent`; `COLUMN=` leaves one out.
    #[arg(long = "map", value_name = "COLUMN=KEY")]
    maps: Vec<String>,
    /// Which comes first in `4/8/2026`, where a date may be read either way.
    #[arg(long, value_enum)]
    date_order: Option<Order>,
    /// Say what would be added, and write nothing.
    #[arg(long)]
    dry_run: bool,
}

impl Args {
    /// Whether it may write entries.
    pub(super) fn writes(&self) -> bool {
        !self.dry_run
    }
}

/// The forms of an import.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum ImportFormat {
    /// A table of any spreadsheet.
    Csv,
    /// An Excel workbook.
    #[cfg(feature = "xlsx")]
    Xlsx,
    /// LinkedIn's export of messages.
    Linkedin,
    /// A saved e-mail.
    Eml,
    /// A mailbox: many e-mails in one file.
    Mbox,
}

/// Which number of a date is the month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Order {
    /// Month, day, year.
    Mdy,
    /// Day, month, year.
    Dmy,
}

pub(super) fn run(globals: &Globals, args: &Args) -> Outcome {
    let root = open::root(globals)?;
    // Held from the reading of the journal on: what is there already cannot change meanwhile.
    let _lock = if args.dry_run { None } else { Some(Lock::take(&root)?) };
    let open = open::open(globals)?;
    let insight = Insight::of(&open.journal);
    let mut arrivals = Arrivals::of(&open, &insight, args.dry_run);
    let maps: Vec<(String, String)> = args.maps.iter().map(|pair| key_value(pair, "--map")).collect::<Result<_>>()?;
    let order = args.date_order.map(|order| match order {
        Order::Mdy => DateOrder::Mdy,
        Order::Dmy => DateOrder::Dmy,
    });
    let mut input = disk::open_input(&args.file)?;
    let taken = take(&open, args, &mut *input, &maps, order, &mut arrivals);
    // What was added before something failed is added: say so.
    if taken.is_ok() || arrivals.added + arrivals.answered > 0 {
        open.say(&arrivals.said());
        if arrivals.answered > 0 {
            open.say(&text!("import.answered", count = arrivals.answered));
        }
    }
    taken?;
    open.say_left_out();
    Ok(Exit::Done)
}

fn take(
    open: &Open,
    args: &Args,
    input: &mut dyn Input,
    maps: &[(String, String)],
    order: Option<DateOrder>,
    arrivals: &mut Arrivals<'_>,
) -> Result<()> {
    let name = args.file.display().to_string();
    let head = head(input).map_err(|error| Error::io(&args.file, &error))?;
    let format = args.format.unwrap_or_else(|| format_of(&head));
    if matches!(format, ImportFormat::Eml | ImportFormat::Mbox) {
        return import_mail::run(open, &name, input, format == ImportFormat::Mbox, arrivals);
    }
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes).map_err(|error| Error::io(&args.file, &error))?;
    #[cfg(feature = "xlsx")]
    if format == ImportFormat::Xlsx {
        let sheet = import_table::sheet_of_workbook(&name, &bytes, maps)?;
        return import_table::run(open, &name, sheet, maps, order, arrivals);
    }
    let unknown = || Error::new(text!("import.encoding.unknown", path = name)).help(text!("import.encoding.unknown.help"));
    let decoded = decode(&bytes).ok_or_else(unknown)?;
    if decoded.encoding != "UTF-8" {
        open.say(&text!("import.encoding", path = name, encoding = decoded.encoding));
    }
    let rows = read_csv(&decoded.text);
    let has_messages = rows.iter().take(10).any(|row| is_linkedin(&row.cells));
    match (format, has_messages) {
        (ImportFormat::Linkedin, false) => {
            Err(Error::new(text!("import.linkedin.none", path = name)).help(text!("import.linkedin.none.help")))
        }
        (_, true) if args.format != Some(ImportFormat::Csv) => import_linkedin::run(open, &rows, arrivals),
        _ => import_table::run(open, &name, rows, maps, order, arrivals),
    }
}

/// The first bytes of a file, which is then at its beginning again.
fn head(input: &mut dyn Input) -> std::io::Result<Vec<u8>> {
    let mut head = Vec::new();
    (&mut *input).take(64 * 1024).read_to_end(&mut head)?;
    input.rewind()?;
    Ok(head)
}

/// The form that the first bytes tell.
fn format_of(head: &[u8]) -> ImportFormat {
    #[cfg(feature = "xlsx")]
    if looks_like_workbook(head) {
        return ImportFormat::Xlsx;
    }
    match () {
        () if looks_like_mbox(head) => ImportFormat::Mbox,
        () if looks_like_mail(head) => ImportFormat::Eml,
        () => ImportFormat::Csv,
    }
}
