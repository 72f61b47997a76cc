"""Makes the two small models that the tests use: python3 make.py (needs the package onnx).

encoder: each word has a direction, words of one line of MEANINGS the same one.
judge: "not" in either sentence speaks for contradiction, "resigned" and "quit" for entailment.
"""
import json
import pathlib

import numpy as np
from onnx import TensorProto, checker, helper, numpy_helper, save

MEANINGS = [
    "[PAD]", "[UNK]", "harbour port dock", "wall barrier", "moved shifted", "mayor", "resigned quit",
    "ferry boat", "sank", "not", "the a has", "river", "flooded",
]
WORDS = " ".join(MEANINGS).split()
HERE = pathlib.Path(__file__).parent


def tokenizer(folder):
    page = {
        "version": "1.0", "truncation": None, "padding": None, "added_tokens": [],
        "normalizer": {"type": "Lowercase"}, "pre_tokenizer": {"type": "Whitespace"},
        "post_processor": None, "decoder": None,
        "model": {
            "type": "WordLevel", "unk_token": "[UNK]",
            "vocab": {word: nth for nth, word in enumerate(WORDS)},
        },
    }
    (folder / "tokenizer.json").write_text(json.dumps(page) + "\n")


def network(folder, table, output, sum_up):
    ids = helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["batch", "sequence"])
    mask = helper.make_tensor_value_info("attention_mask", TensorProto.INT64, ["batch", "sequence"])
    shape = ["batch", table.shape[1]] if sum_up else ["batch", "sequence", table.shape[1]]
    given = helper.make_tensor_value_info(output, TensorProto.FLOAT, shape)
    nodes = [helper.make_node("Gather", ["table", "input_ids"], ["rows" if sum_up else output])]
    weights = [numpy_helper.from_array(table.astype(np.float32), "table")]
    if sum_up:
        weights.append(numpy_helper.from_array(np.array([1], np.int64), "axes"))
        nodes.append(helper.make_node("ReduceSum", ["rows", "axes"], [output], keepdims=0))
    graph = helper.make_graph(nodes, "small", [ids, mask], [given], weights)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    checker.check_model(model)
    save(model, folder / "model.onnx")


def main():
    for name in ("encoder", "judge"):
        (HERE / name).mkdir(exist_ok=True)
        tokenizer(HERE / name)
    directions = np.eye(len(MEANINGS))
    directions[:2] = 0
    of_word = [nth for nth, line in enumerate(MEANINGS) for _ in line.split()]
    network(HERE / "encoder", directions[of_word], "last_hidden_state", False)
    speaks_for = {"not": [9.0, 0.0, 0.0], "resigned": [0.0, 0.0, 3.0], "quit": [0.0, 0.0, 3.0]}
    says = [speaks_for.get(word, [0.0, 0.1, 0.0]) for word in WORDS]
    network(HERE / "judge", np.array(says), "logits", True)
    labels = {"0": "contradiction", "1": "neutral", "2": "entailment"}
    (HERE / "judge" / "config.json").write_text(json.dumps({"id2label": labels}) + "\n")


main()
