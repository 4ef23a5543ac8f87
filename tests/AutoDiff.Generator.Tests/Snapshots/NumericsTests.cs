using System.Threading.Tasks;
using AutoDiff.Generator.Tests.Harness;
using Xunit;

namespace AutoDiff.Generator.Tests.Snapshots;

public class NumericsTests
{
    [Fact]
    public Task Vectors() => GradientSnapshot.Verify(
        """
        using System.Numerics;
        using AutoDiff;

        namespace Demo;

        public static partial class Functions
        {
            [Differentiable]
            public static float Torque(float x, float y, float force)
            {
                Vector3 lever = new(x, y, 0.5f);
                Vector3 pull = force * Vector3.Normalize(new Vector3(1, 2, y));
                Vector3 torque = Vector3.Cross(lever, pull);
                return Vector3.Dot(torque, Vector3.UnitZ) + 0.1f * lever.Length();
            }
        }
        """,
        [0.7f, 1.2f, 3f]);
}
