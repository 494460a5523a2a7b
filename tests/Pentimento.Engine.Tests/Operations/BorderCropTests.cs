using Pentimento.Engine.Images;
using static Pentimento.Engine.Tests.Operations.LookScenes;

namespace Pentimento.Engine.Tests.Operations;

public sealed class BorderCropTests
{
    [Theory]
    [InlineData(0, 30, 0, 40, 0)]
    [InlineData(25, 0, 17, 0, 255)]
    [InlineData(12, 20, 9, 31, 90)]
    public void A_border_of_one_colour_goes_and_the_picture_stays_bit_for_bit(int left, int top, int right, int bottom, int grey)
    {
        using var photo = Photo("chelsea.png");
        using var framed = Framed(photo, left, top, right, bottom, (_, _) => grey);
        using var result = Run("crop", framed, value: "border");
        Assert.Equal((photo.Width, photo.Height), (result.Width, result.Height));
        Assert.True(result.Pixels.SequenceEqual(photo.Pixels));
    }

    [Fact]
    public void The_noise_of_a_codec_is_border_too()
    {
        var random = new Random(7);
        using var photo = Photo("chelsea.png");
        using var framed = Framed(photo, 0, 24, 0, 24, (_, _) => random.Next(9));
        using var result = Run("crop", framed, value: "border");
        Assert.Equal((photo.Width, photo.Height), (result.Width, result.Height));
    }

    [Fact]
    public void A_picture_without_a_border_is_told_so()
    {
        using var photo = Photo("coffee.png");
        using var gradient = Smooth(200, 160, (_, y) => 40 + y);
        using var plain = Flat(60, 40, 200);
        foreach (var picture in new[] { photo, gradient, plain })
        {
            var error = Assert.Throws<ImageEditException>(() => Run("crop", picture, value: "border"));
            Assert.Equal(ImageEditFailure.NothingToChange, error.Failure);
            Assert.Contains("no border", error.Message, StringComparison.Ordinal);
        }
    }

    private static Image Framed(Image photo, int left, int top, int right, int bottom, Func<int, int, int> grey) =>
        Draw(photo.Width + left + right, photo.Height + top + bottom, 3, (x, y) =>
        {
            if (x < left || y < top || x >= left + photo.Width || y >= top + photo.Height)
            {
                var level = grey(x, y);
                return (level, level, level, 255);
            }

            var pixel = photo.Row(y - top)[((x - left) * photo.Bands)..];
            return (pixel[0], pixel[1], pixel[2], 255);
        });
}
