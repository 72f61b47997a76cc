//! `--model`: a model that the user points at.

use std::fs;
use std::path::{Path, PathBuf};

use onrecord::neural::{Files, Model};

use super::failure::Failure;

/// Where the files of a model lie that may be of help.
#[derive(clap::Args, Clone, Debug, Default)]
pub(crate) struct ModelOption {
    /// A model of your own that helps: a folder with model.onnx and tokenizer.json
    #[arg(long, value_name = "PATH", env = "ONRECORD_MODEL", hide_env = true, value_hint = clap::ValueHint::AnyPath,
        help = "A model of your own that helps: a folder with model.onnx and tokenizer.json [default: ONRECORD_MODEL, else none]")]
    model: Option<PathBuf>,
}

impl ModelOption {
    /// Loads the model, if one is named.
    pub(crate) fn load(&self) -> Result<Option<Model>, Failure> {
        self.model.as_deref().map(load).transpose()
    }
}

const HINT: &str = "name a folder with the model in ONNX (model.onnx), its tokenizer.json and, for a \
    model that tells entailment and contradiction, its config.json";

fn load(path: &Path) -> Result<Model, Failure> {
    let file = network(path)?;
    let network = bytes(&file)?;
    let folder = file.parent().unwrap_or(Path::new("."));
    // Published models keep the network in a folder "onnx" below the other files.
    let folders = [Some(folder), folder.parent().filter(|_| folder.ends_with("onnx"))];
    let beside = |name: &str| {
        let paths = folders.iter().flatten().map(|folder| folder.join(name));
        paths.filter(|path| path.exists()).map(|path| bytes(&path)).next().transpose()
    };
    let tokenizer = beside("tokenizer.json")?.ok_or_else(|| {
        Failure::failed(format!("there is no tokenizer.json beside {}", file.display())).hint(HINT)
    })?;
    let files = Files {
        network,
        tokenizer,
        config: beside("config.json")?,
        pooling: beside("1_Pooling/config.json")?,
    };
    Model::load(files).map_err(|error| {
        let what = format!("the model {} cannot be used: {error}", path.display());
        Failure::failed(what).hint(HINT)
    })
}

/// The file of the network: `path` itself, or the one in the folder.
fn network(path: &Path) -> Result<PathBuf, Failure> {
    if !path.is_dir() {
        return Ok(path.to_owned());
    }
    let places = ["model.onnx", "onnx/model.onnx", "model_quantized.onnx"];
    places.iter().map(|name| path.join(name)).find(|path| path.exists()).ok_or_else(|| {
        Failure::failed(format!("there is no model.onnx in {}", path.display())).hint(HINT)
    })
}

fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(|error| {
        Failure::failed(format!("cannot read {}: {error}", path.display())).hint(HINT)
    })
}
