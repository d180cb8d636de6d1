//! `asklog import`: adds the entries that another program's file tells of.

use std::path::{Path, PathBuf};

use super::arrivals::Arrivals;
use super::filters::key_value;
use super::open::{self, Open};
use super::{Exit, Globals, Outcome, import_table};
use crate::calendar::DateOrder;
use crate::disk::{self, Lock};
use crate::error::{Error, Result};
use crate::insight::Insight;
#[cfg(feature = "xlsx")]
use crate::interchange::looks_like_workbook;
use crate::interchange::{decode, read_csv};
use crate::labels::text;

#[derive(clap::Args)]
pub(super) struct Args {
    /// A table (.csv, .xlsx); `-` is standard input.
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
    let bytes = if args.file == Path::new("-") { disk::read_stdin()? } else { disk::read(&args.file)? };
    let taken = take(&open, args, &bytes, &maps, order, &mut arrivals);
    // What was added before something failed is added: say so.
    if taken.is_ok() || arrivals.added > 0 {
        open.say(&arrivals.said());
    }
    taken?;
    open.say_left_out();
    Ok(Exit::Done)
}

fn take(
    open: &Open,
    args: &Args,
    bytes: &[u8],
    maps: &[(String, String)],
    order: Option<DateOrder>,
    arrivals: &mut Arrivals<'_>,
) -> Result<()> {
    let name = args.file.display().to_string();
    let format = args.format.unwrap_or_else(|| format_of(bytes));
    match format {
        #[cfg(feature = "xlsx")]
        ImportFormat::Xlsx => {
            let sheet = import_table::sheet_of_workbook(&name, bytes, maps)?;
            import_table::run(open, &name, sheet, maps, order, arrivals)
        }
        ImportFormat::Csv => {
            let decoded = decode(bytes)
                .ok_or_else(|| Error::new(text!("import.encoding.unknown", path = name)).help(text!("import.encoding.unknown.help")))?;
            if decoded.encoding != "UTF-8" {
                open.say(&text!("import.encoding", path = name, encoding = decoded.encoding));
            }
            let rows = read_csv(&decoded.text);
            import_table::run(open, &name, rows, maps, order, arrivals)
        }
    }
}

/// The form that the first bytes tell.
fn format_of(bytes: &[u8]) -> ImportFormat {
    #[cfg(feature = "xlsx")]
    if looks_like_workbook(bytes) {
        return ImportFormat::Xlsx;
    }
    ImportFormat::Csv
}
