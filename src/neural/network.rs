//! The network and its tokenizer: words in, figures out.

use rten::{Dimension, NodeId, ValueOrView};
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, Tensor};
use tokenizers::{EncodeInput, Encoding, Tokenizer, TruncationParams};

use super::Unusable;

/// At most so many pieces of words of a sentence, or of both of a pair, are read.
const LONGEST: usize = 256;

/// What the network is given of a sentence.
#[derive(Clone, Copy, Debug)]
enum Input {
    Ids,
    Mask,
    Types,
}

/// A network with its tokenizer.
pub(super) struct Network {
    model: rten::Model,
    tokenizer: Tokenizer,
    inputs: Vec<(NodeId, Input)>,
    output: NodeId,
    /// The one length that the network reads, if it does not read any.
    fixed: Option<usize>,
}

/// Figures for some sentences, and which pieces of words they are for.
pub(super) struct Figures {
    /// (sentences, pieces, width) or (sentences, width).
    pub(super) values: Tensor<f32>,
    /// 1 for a piece of a word, 0 for filling.
    pub(super) masks: Vec<Vec<u32>>,
}

impl Network {
    pub(super) fn load(network: Vec<u8>, tokenizer: &[u8]) -> Result<Self, Unusable> {
        let bad = |error: &dyn std::fmt::Display| Unusable::Network(error.to_string());
        let model = rten::Model::load(network).map_err(|error| bad(&error))?;
        let inputs = model.input_ids().iter().map(|&node| Ok((node, input(&model, node)?)));
        let inputs = inputs.collect::<Result<Vec<_>, _>>()?;
        let output = *model.output_ids().first().ok_or(Unusable::Output)?;
        let fixed = inputs.first().and_then(|(node, _)| match shape(&model, *node).get(1)? {
            Dimension::Fixed(length) => Some(*length),
            Dimension::Symbolic(_) => None,
        });
        let mut tokenizer = Tokenizer::from_bytes(tokenizer)
            .map_err(|error| Unusable::Tokenizer(error.to_string()))?;
        let cut = TruncationParams { max_length: fixed.unwrap_or(LONGEST), ..Default::default() };
        tokenizer
            .with_padding(None)
            .with_truncation(Some(cut))
            .map_err(|error| Unusable::Tokenizer(error.to_string()))?;
        Ok(Self { model, tokenizer, inputs, output, fixed })
    }

    /// Tells whether the network gives labels, and not vectors.
    pub(super) fn gives_labels(&self) -> bool {
        let name = self.model.node_info(self.output);
        name.and_then(|node| node.name()).is_some_and(|name| name.contains("logits"))
    }

    /// Reads some sentences, or pairs of them, at once.
    pub(super) fn read<'s, S>(&self, sentences: Vec<S>) -> Result<Figures, Unusable>
    where
        S: Into<EncodeInput<'s>> + Send,
    {
        let failed = |error: &dyn std::fmt::Display| Unusable::Run(error.to_string());
        let encoded =
            self.tokenizer.encode_batch(sentences, true).map_err(|error| failed(&error))?;
        let longest = encoded.iter().map(Encoding::len).max().unwrap_or(0).max(1);
        let width = self.fixed.unwrap_or(longest);
        let inputs = self.inputs.iter().map(|&(node, input)| {
            (node, ValueOrView::from(tensor(&encoded, width, |one| input.of(one))))
        });
        let values = self.model.run(inputs.collect(), &[self.output], None);
        let first = values.map_err(|error| failed(&error))?.into_iter().next();
        let values: Tensor<f32> =
            first.ok_or(Unusable::Output)?.try_into().map_err(|_| Unusable::Output)?;
        if values.shape().first() != Some(&encoded.len()) {
            return Err(Unusable::Output);
        }
        let masks = encoded.iter().map(|one| one.get_attention_mask().to_vec()).collect();
        Ok(Figures { values, masks })
    }
}

impl std::fmt::Debug for Network {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Network").field("inputs", &self.inputs).finish_non_exhaustive()
    }
}

impl Input {
    fn of(self, encoding: &Encoding) -> &[u32] {
        match self {
            Self::Ids => encoding.get_ids(),
            Self::Mask => encoding.get_attention_mask(),
            Self::Types => encoding.get_type_ids(),
        }
    }
}

fn input(model: &rten::Model, node: NodeId) -> Result<Input, Unusable> {
    let info = model.node_info(node);
    let name = info.and_then(|node| node.name()).unwrap_or_default();
    match name {
        "input_ids" => Ok(Input::Ids),
        "attention_mask" => Ok(Input::Mask),
        "token_type_ids" => Ok(Input::Types),
        other => Err(Unusable::Input(other.to_owned())),
    }
}

fn shape(model: &rten::Model, node: NodeId) -> Vec<Dimension> {
    model.node_info(node).and_then(|node| node.shape()).unwrap_or_default()
}

/// One row for each sentence, filled up with zeros.
fn tensor(
    encoded: &[Encoding],
    width: usize,
    of: impl Fn(&Encoding) -> &[u32],
) -> NdTensor<i32, 2> {
    let mut values = vec![0_i32; encoded.len() * width];
    for (row, one) in values.chunks_mut(width).zip(encoded) {
        for (value, &read) in row.iter_mut().zip(of(one)) {
            *value = i32::try_from(read).unwrap_or_default();
        }
    }
    NdTensor::from_data([encoded.len(), width], values)
}
