using Pentimento.Engine.Vision.Conversion;

namespace Pentimento.Engine.Tests.Vision.Conversion;

public class ProtobufWriterTests
{
    // The first two are the examples of protobuf.dev, "Encoding".
    [Fact]
    public void Numbers_and_texts_have_the_wire_form_of_protobuf()
    {
        Assert.Equal("089601", Hex(w => w.Write(1, 150)));
        Assert.Equal("120774657374696E67", Hex(w => w.Write(2, "testing")));
        Assert.Equal("320403 8E02 05".Replace(" ", "", StringComparison.Ordinal), Packed());
        Assert.Equal("0DDB0F4940", Hex(w => w.Write(1, MathF.PI)));
        Assert.Equal("08FFFFFFFFFFFFFFFFFF01", Hex(w => w.Write(1, -1)));
        Assert.Equal("4A080000803F000000C0", Hex(w => w.WriteBytes(9, [1f, -2f])));
        Assert.Equal("4A08FEFFFFFFFFFFFFFF", Hex(w => w.WriteBytes(9, [-2L])));
    }

    [Fact]
    public void A_nested_message_has_the_length_of_what_is_in_it()
    {
        var bytes = Hex(w =>
        {
            var outer = w.Open(3);
            var inner = w.Open(1);
            w.Write(1, new string('x', 300));
            w.Close(inner);
            w.Close(outer);
        });

        // 303 and 309 as varints of five bytes.
        Assert.StartsWith("1A" + "B582808000" + "0A" + "AF82808000" + "0AAC02" + "78", bytes, StringComparison.Ordinal);
        Assert.Equal((1 + 5 + 309) * 2, bytes.Length);
    }

    private static string Packed() => Hex(w => w.Write(6, [3L, 270L, 5L])).Replace("8480808000", "04", StringComparison.Ordinal);

    private static string Hex(Action<ProtobufWriter> write)
    {
        var writer = new ProtobufWriter();
        write(writer);
        return Convert.ToHexString(writer.Written.Span);
    }
}
