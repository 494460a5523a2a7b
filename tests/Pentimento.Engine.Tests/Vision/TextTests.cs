using Pentimento.Engine.Vision;
using static Pentimento.Engine.Tests.Operations.FinishTextTests;
using static Pentimento.Engine.Tests.Operations.LookScenes;

namespace Pentimento.Engine.Tests.Vision;

public sealed class TextTests(Models models)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Text_that_was_written_on_a_photograph_is_found_and_read()
    {
        NeedFonts();
        using var photo = Pictures.Coffee();
        using var sale = Run("add_text", photo, value: "\"SALE 50% OFF\" top right 12%");
        using var both = Run("add_text", sale, value: "\"Espresso Bar\" bottom left 10%");
        var changed = Changed(photo, sale)!.Value;

        var found = models.All.Text.Find(both, Token);
        var read = models.All.Text.Read(both, found, Token);

        Assert.Equal("SALE50%OFFEspressoBar", string.Concat(read.Select(text => text.Text)).Replace(" ", "", StringComparison.Ordinal));
        Assert.All(found, text => Assert.Null(text.Text));
        Assert.All(read, text => Assert.InRange(text.Legibility, 0.8f, 1));
        var written = new Box(changed.Left, changed.Top, changed.Right - changed.Left, changed.Bottom - changed.Top);
        // The letters' soft shadow is changed too and is no text.
        Assert.InRange(read[0].Box.IoU(written), 0.75f, 1);
    }

    [Fact]
    public void Each_character_has_its_place_in_the_line()
    {
        NeedFonts();
        using var page = Pictures.Flat(600, 200, 250, 250, 250);
        using var written = Run("add_text", page, value: "\"remove SALE now\" center 20%");

        var line = Assert.Single(models.All.Text.Read(written, models.All.Text.Find(written, Token), Token));

        Assert.Equal("remove SALE now", line.Text);
        Assert.Equal(line.Text!.Length, line.Characters.Count);
        Assert.Equal(line.Characters.Order(), line.Characters);
        Assert.InRange(line.Characters[line.Text.IndexOf('S', StringComparison.Ordinal)], 0.4f, 0.6f);
    }

    [Theory]
    [InlineData(12)]
    [InlineData(-20)]
    [InlineData(90)]
    [InlineData(-90)]
    public void Turned_text_is_read_along_its_own_direction(double degrees)
    {
        NeedFonts();
        using var page = Pictures.Flat(500, 500, 250, 250, 250);
        using var written = Run("add_text", page, value: "\"Sports\" center 16%");
        using var turned = Run("rotate", written, value: FormattableString.Invariant($"{degrees}"));

        var line = Assert.Single(models.All.Text.Read(turned, models.All.Text.Find(turned, Token), Token));

        Assert.Equal("Sports", line.Text);
        var (start, end) = (line.Quad[0], line.Quad[1]);
        Assert.Equal(degrees, MathF.Atan2(end.Y - start.Y, end.X - start.X) * 180 / MathF.PI, 4.0);
    }

    [Theory]
    [InlineData("coffee.png")]
    [InlineData("motorcycle.jpg")]
    [InlineData("chelsea.png")]
    public void Where_nothing_is_written_nothing_is_found(string file)
    {
        using var picture = Pictures.Load(file);

        Assert.Empty(models.All.Text.Find(picture, Token));
    }

    [Fact]
    public void The_smallest_rectangle_around_points_follows_their_direction()
    {
        var rectangle = OrientedRectangle.Around([new(0, 0), new(40, 30), new(37, 34), new(-3, 4), new(20, 16)]);

        Assert.Equal((50f, 5f), (MathF.Round(rectangle.Width, 3), MathF.Round(rectangle.Height, 3)));
        Assert.Equal((0.8f, 0.6f), (MathF.Round(rectangle.Cos, 3), MathF.Round(rectangle.Sin, 3)));
        Assert.InRange(rectangle.Corners()[0].To(new(0, 0)), 0, 0.01f);
        Assert.Equal((0f, 0f), (OrientedRectangle.Around([new(3, 3)]).Width, OrientedRectangle.Around([new(3, 3)]).Height));
    }
}
