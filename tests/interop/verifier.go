// Judges checkpoints and proofs with what Go's own tools check the checksum database with.
// Reads a list of materials (material.py) from standard input, writes a list of verdicts.
package main

import (
	"encoding/json"
	"log"
	"os"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type material struct {
	Key        string
	Checkpoint string
	Entries    []struct {
		Index int64
		Data  []byte
		Proof tlog.RecordProof
	}
	Earlier []struct {
		Size  int64
		Root  tlog.Hash
		Proof tlog.TreeProof
	}
}

type verdict struct {
	Checkpoint string   `json:"checkpoint"`
	Entries    []string `json:"entries"`
	Earlier    []string `json:"earlier"`
}

func treeOf(m material) (tlog.Tree, error) {
	verifier, err := note.NewVerifier(m.Key)
	if err != nil {
		return tlog.Tree{}, err
	}
	opened, err := note.Open([]byte(m.Checkpoint), note.VerifierList(verifier))
	if err != nil {
		return tlog.Tree{}, err
	}
	// ParseTree reads the trees of one log only: ours takes its name.
	_, rest, _ := strings.Cut(opened.Text, "\n")
	return tlog.ParseTree([]byte("go.sum database tree\n" + rest))
}

func said(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func judge(m material) verdict {
	tree, err := treeOf(m)
	v := verdict{said(err), []string{}, []string{}}
	if err != nil {
		return v
	}
	for _, e := range m.Entries {
		leaf := tlog.RecordHash(e.Data)
		v.Entries = append(v.Entries, said(tlog.CheckRecord(e.Proof, tree.N, tree.Hash, e.Index, leaf)))
	}
	for _, e := range m.Earlier {
		v.Earlier = append(v.Earlier, said(tlog.CheckTree(e.Proof, tree.N, tree.Hash, e.Size, e.Root)))
	}
	return v
}

func main() {
	var materials []material
	if err := json.NewDecoder(os.Stdin).Decode(&materials); err != nil {
		log.Fatal(err)
	}
	verdicts := []verdict{}
	for _, m := range materials {
		verdicts = append(verdicts, judge(m))
	}
	if err := json.NewEncoder(os.Stdout).Encode(verdicts); err != nil {
		log.Fatal(err)
	}
}
