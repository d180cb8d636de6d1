//! `asklog import`: adds the entries that another program's file tells of.

mod advised;
mod arrivals;
mod decoded;
mod form;
mod known_letters;
mod letter_answers;
mod letter_draft;
mod letter_homes;
mod letter_leftovers;
mod letter_of_others;
mod letter_remarks;
mod letter_replies;
mod letters;
mod linkedin;
mod mail;
mod mail_index;
mod mail_subjects;
mod mailbox;
mod of_file;
mod repeated_rows;
mod table;
mod table_remarks;
mod trial;
#[cfg(feature = "xlsx")]
mod workbook;

use std::path::{Path, PathBuf};

use self::arrivals::{Arrivals, Tally};
use self::form::{ImportFormat, files, format_of, head, refuse_foreign};
use self::of_file::OfFile;
use self::table::Reading;
use super::open::{self, Open};
use super::{Exit, Globals, Outcome};
use crate::calendar::DateOrder;
use crate::disk::{self, Input, Lock};
use crate::error::{Error, Result};
use crate::insight::Insight;
use crate::interchange::{Sheet, is_linkedin, looks_like_mail, looks_like_mbox, read_csv, unclosed_quote};
use crate::labels::text;

#[derive(clap::Args)]
pub(super) struct Args {
    /// Tables (.csv, .xlsx), LinkedIn's messages.csv, saved e-mails (.eml, or a folder of them), mailboxes (.mbox); `-` is standard input.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Its form; else told by its bytes.
    #[arg(long, value_enum)]
    format: Option<ImportFormat>,
    /// Which key a column holds, such as `何時=sent`; `COLUMN=` leaves one out.
    #[arg(long = "map", value_name = "COLUMN=KEY")]
    maps: Vec<String>,
    /// Which sheet of a workbook; else the one with the most known headings.
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// The encoding of a CSV, such as `big5` or `gb18030`; else told by its bytes.
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    /// Which comes first in `4/8/2026`, where a date may be read either way.
    #[arg(long, value_enum, value_name = "ORDER")]
    date_order: Option<Order>,
    /// Say what would be added, and write nothing.
    #[arg(long)]
    dry_run: bool,
}

impl Args {
    /// The options that say how a file is read, as far as they are given.
    fn given(&self) -> Vec<&'static str> {
        let all = [
            (!self.maps.is_empty(), "--map"),
            (self.sheet.is_some(), "--sheet"),
            (self.encoding.is_some(), "--encoding"),
            (self.date_order.is_some(), "--date-order"),
        ];
        all.into_iter().filter(|(is_given, _)| *is_given).map(|(_, option)| option).collect()
    }

    /// Whether it may write entries.
    pub(super) fn writes(&self) -> bool {
        !self.dry_run
    }
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
    let mut open = open::open(globals)?;
    let mut tally = Tally::of(args.dry_run);
    let maps: Vec<(String, String)> = args.maps.iter().map(|pair| column_and_key(pair)).collect::<Result<_>>()?;
    let order = args.date_order.map(|order| match order {
        Order::Mdy => DateOrder::Mdy,
        Order::Dmy => DateOrder::Dmy,
    });
    let reading = Reading { maps: &maps, order, sheet: args.sheet.as_deref() };
    let taken = take_all(globals, &mut open, args, &reading, &mut tally).and_then(|()| tally.settle());
    // What was added before something failed is added: say so.
    if taken.is_ok() || tally.changed() > 0 {
        open.say(&tally.said());
        if tally.answered > 0 {
            open.say(&text!("import.answered", count = tally.answered));
        }
    }
    if taken.is_err() && tally.changed() > 0 && !args.dry_run {
        open.tell(&text!("import.halfway", count = tally.changed()));
    }
    taken?;
    open.say_left_out();
    Ok(if tally.left_out > 0 { Exit::No } else { Exit::Done })
}

/// `COLUMN=KEY`: a heading may hold an equals sign, a key never does.
fn column_and_key(pair: &str) -> Result<(String, String)> {
    match pair.rsplit_once('=') {
        Some((column, key)) if !column.trim().is_empty() => Ok((column.trim().to_owned(), key.to_owned())),
        _ => Err(Error::new(text!("import.map", pair = pair)).help(text!("import.map.help"))),
    }
}

/// Takes the files: tables one after another, then all mails together, so that an answer finds its letter in whichever file it stands.
fn take_all(globals: &Globals, open: &mut Open, args: &Args, reading: &Reading<'_>, tally: &mut Tally) -> Result<()> {
    let mut mails = Vec::new();
    // What the journal read now knows of: a file finds there what the files before it brought.
    let mut known = 0;
    let files = files(&args.files)?;
    let are_several = files.len() > 1;
    for path in files {
        let mut input = disk::open_input(&path)?;
        let head = head(&mut *input).map_err(|error| Error::io(&path, &error))?;
        let format = args.format.unwrap_or_else(|| format_of(&head));
        // A saved mail that is none is named, and the others go on.
        let is_saved_mail = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("eml"));
        if args.format.is_none() && is_saved_mail && format == ImportFormat::Csv {
            tally.left_out += 1;
            open.tell(&text!("import.mail.none", path = path.display()));
            continue;
        }
        if !matches!(format, ImportFormat::Eml | ImportFormat::Mbox) {
            known = renew(globals, open, tally, known)?;
            let insight = Insight::of(&open.journal);
            let name = path.display().to_string();
            let of_file = OfFile::of(open, &name, are_several);
            take_table(&of_file, args, (&path, &head), &mut *input, reading, &mut Arrivals::of(open, &insight, tally))?;
            continue;
        }
        refuse_unused(&args.given(), &["--map", "--sheet", "--encoding", "--date-order"], |option| {
            Error::new(text!("import.unused.mail", option = option, path = path.display())).help(text!("import.unused.help"))
        })?;
        let is_mbox = looks_like_mbox(&head) || format == ImportFormat::Mbox && !looks_like_mail(&head);
        if args.format.is_some() && is_mbox != (format == ImportFormat::Mbox) {
            let remark = if is_mbox {
                text!("import.mail.is-mbox", path = path.display())
            } else {
                text!("import.mail.is-eml", path = path.display())
            };
            open.say(&remark);
        }
        // What is read from standard input cannot be opened again.
        let held = (path == Path::new("-")).then_some(input);
        mails.push(mail::Source::of(path, is_mbox, held));
    }
    if mails.is_empty() {
        return Ok(());
    }
    renew(globals, open, tally, known)?;
    let insight = Insight::of(&open.journal);
    mail::run(open, mails, &mut Arrivals::of(open, &insight, tally))
}

/// Reads the journal again where the files so far changed more of it than is known; gives how much is known then.
fn renew(globals: &Globals, open: &mut Open, tally: &Tally, known: usize) -> Result<usize> {
    if tally.changed() > known {
        open::renew(globals, open, &tally.unwritten)?;
    }
    Ok(tally.changed())
}

fn take_table<'a>(
    open: &'a OfFile<'a>,
    args: &Args,
    (path, head): (&Path, &[u8]),
    input: &mut dyn Input,
    reading: &Reading<'_>,
    arrivals: &mut Arrivals<'a>,
) -> Result<()> {
    let name = path.display().to_string();
    let format = args.format.unwrap_or_else(|| format_of(head));
    refuse_foreign(&name, head)?;
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes).map_err(|error| Error::io(path, &error))?;
    #[cfg(feature = "xlsx")]
    if format == ImportFormat::Xlsx || name.to_ascii_lowercase().ends_with(".xlsx") && args.format.is_none() {
        refuse_unused(&args.given(), &["--encoding"], |option| {
            Error::new(text!("import.unused.workbook", option = option, path = name)).help(text!("import.unused.help"))
        })?;
        let sheet = workbook::sheet_of(open, &name, &bytes, reading)?;
        return table::run(open, &name, sheet, reading, arrivals);
    }
    if reading.sheet.is_some() {
        return Err(Error::new(text!("import.sheet.no-workbook", path = name)).help(text!("import.sheet.no-workbook.help")));
    }
    let text = decoded::text_of(open, &name, &bytes, args.encoding.as_deref())?;
    if let Some(line) = unclosed_quote(&text) {
        return Err(Error::new(text!("import.quote", path = name, line = line)).help(text!("import.quote.help", line = line)));
    }
    let rows = read_csv(&text);
    let has_messages = rows.iter().take(10).any(|row| is_linkedin(&row.cells));
    match (format, has_messages) {
        (ImportFormat::Linkedin, false) => {
            Err(Error::new(text!("import.linkedin.none", path = name)).help(text!("import.linkedin.none.help")))
        }
        (_, true) if args.format != Some(ImportFormat::Csv) => {
            refuse_unused(&args.given(), &["--map", "--date-order"], |option| {
                Error::new(text!("import.unused.linkedin", option = option, path = name)).help(text!("import.unused.linkedin.help"))
            })?;
            linkedin::run(open, &rows, arrivals)
        }
        _ => table::run(open, &name, Sheet { rows, ..Sheet::default() }, reading, arrivals),
    }
}

/// Refuses an option that is given and that such a file has no use for: who gives it expects something of it.
fn refuse_unused(given: &[&str], unused: &[&str], refusal: impl Fn(&str) -> Error) -> Result<()> {
    given.iter().find(|option| unused.contains(option)).map_or(Ok(()), |option| Err(refusal(option)))
}
