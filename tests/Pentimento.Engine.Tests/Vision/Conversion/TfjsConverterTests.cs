using System.Text;
using Pentimento.Engine.Vision.Conversion;

namespace Pentimento.Engine.Tests.Vision.Conversion;

public class TfjsConverterTests
{
    private const string Input = """{"name":"x","op":"Placeholder","attr":{"shape":{"shape":{"dim":[{"size":"1"},{"size":"3"},{"size":"8"},{"size":"8"}]}}}}""";

    [Fact]
    public void An_unknown_operation_is_named()
    {
        var error = Assert.Throws<NotSupportedException>(() => Convert($$"""{{Input}},{"name":"y","op":"Cumsum","input":["x"]}"""));

        Assert.Contains("Cumsum", error.Message, StringComparison.Ordinal);
        Assert.Contains("y", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_no_output_needs_is_left_out_even_when_it_is_unknown()
    {
        var model = Convert($$"""{"name":"unused","op":"Cumsum","input":["x"]},{"name":"y","op":"Relu","input":["x"]},{{Input}}""");

        Assert.Contains("Relu", model, StringComparison.Ordinal);
        Assert.DoesNotContain("Cumsum", model, StringComparison.Ordinal);
    }

    [Fact]
    public void Transpositions_that_undo_one_another_leave_no_node()
    {
        var model = Convert(
            $$"""
            {{Input}},
            {"name":"last","op":"Const"},{"name":"second","op":"Const"},
            {"name":"a","op":"Transpose","input":["x","last"]},{"name":"b","op":"Relu","input":["a"]},
            {"name":"y","op":"Transpose","input":["b","second"]}
            """,
            """{"name":"last","shape":[4],"dtype":"int32"},{"name":"second","shape":[4],"dtype":"int32"}""",
            [0, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0]);

        Assert.DoesNotContain("Transpose", model, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_files_give_the_same_bytes()
    {
        const string Nodes = Input + """,{"name":"y","op":"Relu","input":["x"]}""";

        Assert.Equal(Convert(Nodes), Convert(Nodes));
    }

    [Fact]
    public void Half_precision_weights_become_floats()
    {
        var model = Convert(
            $$"""{{Input}},{"name":"c","op":"Const"},{"name":"y","op":"AddV2","input":["x","c"]}""",
            """{"name":"c","shape":[],"dtype":"float32","quantization":{"dtype":"float16"}}""",
            [0x00, 0xc1]);

        Assert.Contains(Encoding.Latin1.GetString([0x00, 0x00, 0x20, 0xc0]), model, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_that_do_not_fit_the_manifest_are_refused()
    {
        const string Nodes = Input + """,{"name":"c","op":"Const"},{"name":"y","op":"AddV2","input":["x","c"]}""";
        const string Entry = """{"name":"c","shape":[2],"dtype":"float32"}""";

        Assert.Contains("end before c", Assert.Throws<InvalidDataException>(() => Convert(Nodes, Entry, [1, 2, 3, 4])).Message, StringComparison.Ordinal);
        Assert.Contains("4 bytes", Assert.Throws<InvalidDataException>(() => Convert(Nodes, Entry, new byte[12])).Message, StringComparison.Ordinal);
        Assert.Contains("uint8", Assert.Throws<InvalidDataException>(() => Convert(Nodes, Entry.Replace("float32", "uint8", StringComparison.Ordinal), [1, 2])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_graph_with_a_loop_or_a_missing_node_is_refused()
    {
        Assert.Throws<InvalidDataException>(() => Convert("""{"name":"y","op":"Relu","input":["z"]},{"name":"z","op":"Relu","input":["y"]}"""));
        Assert.Contains("nowhere", Assert.Throws<InvalidDataException>(() => Convert("""{"name":"y","op":"Relu","input":["nowhere"]}""")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_graph_model_is_refused() =>
        Assert.Throws<InvalidDataException>(() => TfjsConverter.Convert("""{"modelTopology":{"class_name":"Sequential"}}"""u8.ToArray(), _ => default));

    private static string Convert(string nodes, string weights = "", byte[]? shard = null)
    {
        var json = $$$"""
            {"modelTopology":{"node":[{{{nodes}}}]},"signature":{"outputs":{"y:0":{"name":"y:0"} } },
             "weightsManifest":[{"paths":["a.bin"],"weights":[{{{weights}}}]}]}
            """;
        return Encoding.Latin1.GetString(TfjsConverter.Convert(Encoding.UTF8.GetBytes(json), path => path == "a.bin" ? shard ?? [] : throw new FileNotFoundException(path)).Span);
    }
}
