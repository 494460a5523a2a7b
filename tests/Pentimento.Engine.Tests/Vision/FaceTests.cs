using Pentimento.Engine.Images;
using Pentimento.Engine.Operations.Kernels;
using Pentimento.Engine.Vision;

namespace Pentimento.Engine.Tests.Vision;

public sealed class FaceTests(Models models)
{
    // Of astronaut.jpg, 512 x 512 pixels, measured by eye.
    private static readonly Box AstronautsFace = new(173, 72, 106, 106);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void The_face_of_a_portrait_is_found_with_its_parts()
    {
        using var astronaut = Pictures.Load("astronaut.jpg");

        var face = Assert.Single(models.All.Faces.Find(astronaut, Token));

        Assert.InRange(face.Box.IoU(AstronautsFace), 0.85f, 1);
        Assert.InRange(face.Score, 0.7f, 1);
        Near(203, 101, face.Points.RightEye);
        Near(247, 103, face.Points.LeftEye);
        Near(224, 128, face.Points.Nose);
        Near(223, 149, face.Points.Mouth);
        Near(181, 110, face.Points.RightEar);
        Near(270, 112, face.Points.LeftEar);
    }

    [Fact]
    public void Small_faces_are_found_beside_large_ones()
    {
        using var astronaut = Pictures.Load("astronaut.jpg");
        using var group = Pictures.Flat(1280, 960, 90, 110, 130);
        (int X, int Y, int Side)[] people = [(40, 30, 560), (700, 60, 300), (1050, 80, 180), (700, 500, 120), (900, 600, 120), (1150, 850, 100)];
        foreach (var (x, y, side) in people)
        {
            using var person = Resampling.Resize(astronaut, side, side);
            for (var row = 0; row < side; row++)
            {
                person.Row(row).CopyTo(group.Row(y + row)[(x * 3)..]);
            }
        }

        var faces = models.All.Faces.Find(group, Token);

        Assert.Equal(people.Length, faces.Count);
        Assert.All(people, person =>
        {
            var scale = person.Side / 512f;
            var expected = new Box(
                person.X + (AstronautsFace.X * scale), person.Y + (AstronautsFace.Y * scale), AstronautsFace.Width * scale, AstronautsFace.Height * scale);
            Assert.Contains(faces, face => face.Box.IoU(expected) > 0.7);
        });
    }

    [Theory]
    [InlineData("coffee.png")]
    [InlineData("motorcycle.jpg")]
    public void Where_there_is_no_face_none_is_found(string file)
    {
        using var picture = Pictures.Load(file);

        Assert.Empty(models.All.Faces.Find(picture, Token));
    }

    [Fact]
    public void A_face_at_the_pictures_edge_and_a_picture_of_one_pixel_are_no_trouble()
    {
        using var astronaut = Pictures.Load("astronaut.jpg");
        using var half = Resampling.Crop(astronaut, 150, 90, 200, 200);
        using var tiny = Pictures.Flat(1, 1, 9, 9, 9);

        Assert.NotEmpty(models.All.Faces.Find(half, Token));
        Assert.Empty(models.All.Faces.Find(tiny, Token));
    }

    private static void Near(float x, float y, PicturePoint point) => Assert.InRange(point.To(new(x, y)), 0, 6);
}
